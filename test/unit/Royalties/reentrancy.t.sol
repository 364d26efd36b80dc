// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {ReenteringReceiver} from "../../mocks/EthReceivers.sol";
import {ReenteringHook} from "../../mocks/ReenteringHook.sol";
import {HookToken} from "../../mocks/Tokens.sol";
import {Chained} from "../../utils/Chained.sol";
import {Parents} from "../../utils/Parents.sol";

/// @dev Y05: code of others runs in the middle of a payment (a token's hook) and at the end of a claim (a token's hook,
/// a receiver of ETH). In the middle of a payment it can move units, settle and read; it can neither bring nor take out
/// money, because what arrives meanwhile is counted. At the end of a claim everything is written, so it can do anything.
contract RoyaltiesReentrancyTest is Chained {
    WorkId private _work;
    HookToken private _token;
    ReenteringHook private _hook;
    LicenceId private _below;

    function setUp() public override {
        super.setUp();
        _hook = new ReenteringHook();
        _token = new HookToken();
        _token.mint(maya, 10_000);
        _token.mint(address(_hook), 10_000);
        vm.prank(maya);
        _token.approve(address(royalties), type(uint256).max);
        _hook.act(address(_token), abi.encodeCall(IERC20.approve, (address(royalties), type(uint256).max)));
        _token.setHook(address(_hook));
        // The hook is a holder: 40 % of the units.
        _work = registerAndTake(ines, CONTENT);
        transferUnits(_work, ines, address(_hook), 40_000_000);
    }

    /* IN THE MIDDLE OF A PAYMENT */

    function test_RevertWhen_Y05_TheHookPaysInsideAPayment() public {
        _refuseInside(abi.encodeCall(IRoyalties.pay, (_work, address(_token), 100, MEMO)), true);
        _refuseInside(abi.encodeCall(IRoyalties.pay, (_work, address(_token), 100, MEMO)), false);
    }

    function test_RevertWhen_Y05_TheHookPaysForALicenceInsideAPayment() public {
        LicenceId licence = toLicenceId(_work, 1);
        _refuseInside(abi.encodeCall(IRoyalties.payFor, (licence, address(_token), 100)), true);
        _refuseInside(abi.encodeCall(IRoyalties.payFor, (licence, address(_token), 100)), false);
    }

    /// @dev Who is paid was asked before the token was called: a licence that moves meanwhile moves after the payment.
    function test_WhenY05_ALicenceMovesInsideAPaymentBelowIt_WhoHeldItIsPaid() public {
        LicenceId licence = licenceBelow(_work, address(_hook), ALL / 4);
        LicenceId parent = licences.licenceOf(licence).parent;
        bytes memory move = abi.encodeCall(IERC721.transferFrom, (address(_hook), eve, LicenceId.unwrap(parent)));
        _hook.prepare(address(licences), move, true);
        vm.prank(maya);
        royalties.payFor(licence, address(_token), 100);
        assertEq(_hook.succeeded(), true, "moved");
        assertEq(royalties.proceedsOf(address(_hook), address(_token)), 75, "who held it");
        assertEq(royalties.proceedsOf(eve, address(_token)), 0, "who holds it now");
    }

    /// @dev Else what is taken out would be missing from what is counted, and the work would be credited less than was
    /// paid: for nothing, a buyer could deprive its holders of a price that is lost then.
    function test_RevertWhen_Y05_TheHookClaimsInsideAPayment() public {
        _pay(1_000);
        bytes memory data = abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9));
        _refuseInside(data, true);
        _refuseInside(data, false);
        assertEq(royalties.claimable(_work, address(_token), address(_hook), MOST), 1_200, "40 % of three payments");
    }

    function test_RevertWhen_Y05_TheBuyerClaimsFromAnotherWorkInsideTheirPurchase() public {
        WorkId own = registerAndTake(eve, "own");
        transferUnits(own, eve, address(_hook), UNITS);
        vm.prank(maya);
        royalties.pay(own, address(_token), 999, MEMO);
        IOffers.Offer memory offer = _offerForTokens(1_000);
        bytes memory data = abi.encodeCall(IRoyalties.claim, (own, address(_token), address(_hook), 9));
        _hook.prepare(address(royalties), data, true);
        _hook.act(address(offers), abi.encodeCall(IOffers.buy, (offer, purchaseOf(offer, 1, address(_hook)))));
        _assertGuarded();
        assertEq(royalties.received(_work, address(_token)), 1_000, "the whole price");
        assertEq(royalties.claimable(own, address(_token), address(_hook), MOST), 999, "can be claimed after it");
    }

    function test_RevertWhen_Y05_TheHookWithdrawsInsideAPayment() public {
        _credit(1_000);
        bytes memory data = abi.encodeCall(IRoyalties.withdraw, (address(_token), address(_hook)));
        for (uint256 i = 0; i < 2; ++i) {
            uint256 received = royalties.received(_work, address(_token));
            _hook.prepare(address(royalties), data, i == 0);
            _pay(1_000);
            _assertGuarded();
            assertEq(royalties.received(_work, address(_token)), received + 1_000, "received");
        }
        assertEq(royalties.proceedsOf(address(_hook), address(_token)), 750, "proceeds");
    }

    /// @dev Also when the payment is for a sublicence, of which the licensor gets a part.
    function test_RevertWhen_Y05_TheHookWithdrawsInsideASublicencesPayment() public {
        _credit(1_000);
        bytes memory data = abi.encodeCall(IRoyalties.withdraw, (address(_token), address(_hook)));
        _hook.prepare(address(royalties), data, true);
        _credit(1_000);
        _assertGuarded();
        assertEq(royalties.proceedsOf(address(_hook), address(_token)), 1_500, "proceeds");
        assertEq(royalties.received(_work, address(_token)), 500, "received");
    }

    function test_RevertWhen_Y05_TheHookSweepsInsideAPayment() public {
        _token.mint(royalties.tillOf(_work), 70);
        bytes memory data = abi.encodeCall(IRoyalties.sweep, (_work, address(_token), MOST));
        _refuseInside(data, true);
        _refuseInside(data, false);
        royalties.sweep(_work, address(_token), MOST);
        _refuseInside(data, true);
        assertEq(royalties.received(_work, address(_token)), 3_070, "once");
    }

    /// @dev What is settled while a payment is on its way is what came before it.
    function test_WhenY05_TheHookSettlesInsideAPayment_ThePaymentFollows() public {
        WorkId remix = deriveAndTake(tomas, "remix", Parents.one(_work, ALL / 10));
        WorkId[] memory list = new WorkId[](1);
        list[0] = remix;
        bytes memory data = abi.encodeCall(IRoyalties.settle, (list, address(_token)));
        vm.prank(maya);
        royalties.pay(remix, address(_token), 1_000, MEMO);
        _hook.prepare(address(royalties), data, false);
        vm.prank(maya);
        royalties.pay(remix, address(_token), 500, MEMO);
        assertEq(_hook.succeeded(), true, "settled");
        assertEq(royalties.received(_work, address(_token)), 100, "of the first payment");
        assertEq(royalties.unsettled(remix, address(_token)), 50, "of the second");
        // And into the work that is being paid.
        _hook.prepare(address(royalties), data, false);
        _pay(1_000);
        assertEq(_hook.succeeded(), true, "settled");
        assertEq(royalties.received(_work, address(_token)), 1_150, "both");
        assertEq(claimAll(remix, address(_token), tomas), 1_350, "90 %");
        assertEq(claimAll(_work, address(_token), address(_hook)), 460, "40 %");
        assertEq(claimAll(_work, address(_token), ines), 690, "60 %");
        assertEq(_token.balanceOf(address(royalties)), 0, "nothing is left");
    }

    /// @dev Else the tokens of the purchase inside would count for both payments.
    function test_RevertWhen_Y05_TheHookBuysInsideAPayment() public {
        IOffers.Offer memory offer = _offerForTokens(100);
        bytes memory data = abi.encodeCall(IOffers.buy, (offer, purchaseOf(offer, 1, address(_hook))));
        _hook.prepare(address(offers), data, false);
        _pay(1_000);
        _assertGuarded();
        assertEq(licences.totalLicences(_work), 0, "no licence");
        assertEq(royalties.received(_work, address(_token)), 1_000, "received");
        assertEq(_token.balanceOf(address(royalties)), 1_000, "held");
    }

    function test_RevertWhen_Y05_TheHookPaysThroughABatch() public {
        IColophon.Call[] memory calls = new IColophon.Call[](1);
        calls[0] = call(address(royalties), 0, abi.encodeCall(IRoyalties.pay, (_work, address(_token), 100, MEMO)));
        _hook.prepare(address(colophon), abi.encodeCall(IColophon.batch, (calls)), false);
        _pay(1_000);
        _assertGuarded();
    }

    /// @dev Units that move while a payment is on its way have moved before it.
    function test_WhenY05_UnitsMoveInsideAPayment_ThePaymentFindsThemMoved() public {
        for (uint256 i = 0; i < 2; ++i) {
            _hook.prepare(
                address(royalties),
                abi.encodeCall(IERC6909.transfer, (tomas, WorkId.unwrap(_work), 10_000_000)),
                i == 0
            );
            _pay(1_000);
            assertEq(_hook.succeeded(), true, "moved");
        }
        // First payment: hook 30 %, Tomas 10 %; second: hook 20 %, Tomas 20 %.
        assertEq(royalties.claimable(_work, address(_token), address(_hook), MOST), 500, "hook");
        assertEq(royalties.claimable(_work, address(_token), tomas, MOST), 300, "Tomas");
        assertEq(royalties.claimable(_work, address(_token), ines, MOST), 1_200, "Ines");
        _claimEverything(2_000);
    }

    function test_WhenY05_UnitsAreTakenInsideAPayment_TheyCountForIt() public {
        WorkId work = register(tomas, "untaken");
        _hook.prepare(address(royalties), abi.encodeCall(IRoyalties.takeAll, (work, tomas, "untaken")), true);
        vm.prank(maya);
        royalties.pay(work, address(_token), 100, MEMO);
        assertEq(_hook.succeeded(), true, "taken");
        assertEq(royalties.claimable(work, address(_token), tomas, MOST), 100, "from the beginning");
    }

    /// @dev A payment of Eve's own is credited once, whatever she sends inside.
    function test_WhenY05_TokensAreSentInsideAPayment_TheyAreAGiftToTheWork() public {
        _hook.prepare(address(_token), abi.encodeCall(IERC20.transfer, (address(royalties), 50)), false);
        _pay(1_000);
        assertEq(royalties.received(_work, address(_token)), 1_050, "what arrived");
        assertEq(_token.balanceOf(address(royalties)), 1_050, "is there");
    }

    /// @dev Reading in the middle gives what holds without the payment.
    function test_WhenY05_ViewsAreReadInsideAPayment_TheyAreOfTheTimeBefore() public {
        _pay(1_000);
        bytes memory data = abi.encodeCall(IRoyalties.claimable, (_work, address(_token), address(_hook), MOST));
        for (uint256 i = 0; i < 2; ++i) {
            _hook.prepare(address(royalties), data, i == 0);
            _pay(1_000);
            assertEq(abi.decode(_hook.result(), (uint256)), 400 * (i + 1), "claimable");
        }
        _hook.prepare(address(royalties), abi.encodeCall(IRoyalties.received, (_work, address(_token))), false);
        _pay(1_000);
        assertEq(abi.decode(_hook.result(), (uint256)), 3_000, "received");
    }

    /* AT THE END OF A CLAIM */

    function test_WhenY05_TheHookClaimsAgainInsideAClaim_NothingIsLeftForIt() public {
        bytes memory data = abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9));
        for (uint256 i = 0; i < 2; ++i) {
            _pay(1_000);
            _hook.prepare(address(royalties), data, i == 0);
            uint256 before = _token.balanceOf(address(_hook));
            _hook.act(address(royalties), data);
            assertEq(_hook.succeeded(), true, "allowed");
            assertEq(abi.decode(_hook.result(), (uint256)), 0, "in vain");
            assertEq(_token.balanceOf(address(_hook)) - before, 400, "once");
        }
        assertEq(royalties.claimable(_work, address(_token), ines, MOST), 1_200, "Ines");
        assertEq(_token.balanceOf(address(royalties)), 1_200, "hers is there");
    }

    /// @dev Every way out, with every other function inside it, before and after the tokens move: in the end everybody
    /// has what they would have had one after the other, and Royalties has nothing.
    function testFuzz_Y05_AnythingInsideAClaimOrAWithdrawal_NobodyGains(uint8 outer, uint8 inner, bool before) public {
        WorkId remix = deriveAndTake(tomas, "remix", Parents.one(_work, ALL / 10));
        vm.prank(maya);
        royalties.pay(remix, address(_token), 1_000, MEMO);
        _pay(1_000);
        _credit(1_000);
        _token.mint(royalties.tillOf(_work), 70);
        WorkId[] memory list = new WorkId[](1);
        list[0] = remix;
        bytes[2] memory ways = [
            abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9)),
            abi.encodeCall(IRoyalties.withdraw, (address(_token), address(_hook)))
        ];
        bytes[6] memory calls = [
            ways[0],
            ways[1],
            abi.encodeCall(IRoyalties.settle, (list, address(_token))),
            abi.encodeCall(IRoyalties.sweep, (_work, address(_token), MOST)),
            abi.encodeCall(IRoyalties.pay, (_work, address(_token), 100, MEMO)),
            abi.encodeCall(IRoyalties.takeAll, (remix, tomas, "remix"))
        ];
        uint256 paid = inner % 6 == 4 ? 100 : 0;
        uint256 start = _token.balanceOf(address(_hook));
        _hook.prepare(address(royalties), calls[inner % 6], before);
        _hook.act(address(royalties), ways[outer % 2]);
        assertEq(_hook.called(), true, "the hook ran");
        assertEq(_hook.succeeded(), inner % 6 != 5, "all but taking again");

        if (inner % 6 != 3) royalties.sweep(_work, address(_token), MOST);
        settle(remix, address(_token));
        _hook.act(address(royalties), ways[0]);
        _hook.act(address(royalties), ways[1]);
        // 1,000 paid, 250 of a sublicence, 70 in the till, 100 from the remix.
        assertEq(royalties.received(_work, address(_token)), 1_420 + paid, "received");
        assertEq(_token.balanceOf(address(_hook)) + paid - start, 750 + ((1_420 + paid) * 2) / 5, "the hook's");
        assertEq(claimAll(_work, address(_token), ines), ((1_420 + paid) * 3) / 5, "Ines's");
        assertEq(claimAll(remix, address(_token), tomas), 900, "Tomas's");
        assertEq(_token.balanceOf(address(royalties)), 0, "nothing is left");
    }

    function test_WhenY05_TheHookBuysInsideAClaim_ThePriceArrives() public {
        _pay(1_000);
        IOffers.Offer memory offer = _offerForTokens(100);
        bytes memory data = abi.encodeCall(IOffers.buy, (offer, purchaseOf(offer, 1, address(_hook))));
        _hook.prepare(address(offers), data, true);
        _hook.act(address(royalties), abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9)));
        assertEq(licences.ownerOf(LicenceId.unwrap(abi.decode(_hook.result(), (LicenceId)))), address(_hook), "owner");
        assertEq(royalties.received(_work, address(_token)), 1_100, "received");
        assertEq(royalties.claimable(_work, address(_token), address(_hook), MOST), 40, "of the price");
        assertEq(claimAll(_work, address(_token), ines), 660, "Ines");
        assertEq(_token.balanceOf(address(royalties)), 40, "the hook's");
    }

    function test_WhenY05_UnitsMoveInsideAClaim_NothingIsPaidTwice() public {
        _pay(1_000);
        _hook.prepare(
            address(royalties),
            abi.encodeCall(IERC6909.transfer, (tomas, WorkId.unwrap(_work), 40_000_000)),
            true
        );
        bytes memory data = abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9));
        _hook.act(address(royalties), data);
        assertEq(_hook.succeeded(), true, "moved");
        assertEq(royalties.claimable(_work, address(_token), tomas, MOST), 0, "no history");
        assertEq(royalties.claimable(_work, address(_token), address(_hook), MOST), 0, "claimed");
        _pay(1_000);
        assertEq(royalties.claimable(_work, address(_token), tomas, MOST), 400, "from now on");
        assertEq(claimAll(_work, address(_token), ines), 1_200, "Ines");
    }

    function test_WhenY05_ViewsAreReadInsideAClaim_TheClaimIsDone() public {
        _pay(1_000);
        _hook.prepare(
            address(royalties),
            abi.encodeCall(IRoyalties.claimable, (_work, address(_token), address(_hook), MOST)),
            true
        );
        _hook.act(address(royalties), abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9)));
        assertEq(abi.decode(_hook.result(), (uint256)), 0, "claimable");
    }

    function test_WhenY05_AReceiverOfEthReenters_EachCallIsHarmless() public {
        ReenteringReceiver receiver = new ReenteringReceiver(address(royalties));
        address holder = address(receiver);
        transferUnits(_work, ines, holder, 20_000_000);

        payEth(_work, 1_000);
        receiver.prepare(abi.encodeCall(IRoyalties.claim, (_work, ETH, holder, 9)), 0);
        assertEq(receiver.claim(royalties, _work, ETH), 200, "claimed");
        assertEq(receiver.succeeded(), true, "allowed");
        assertEq(abi.decode(receiver.result(), (uint256)), 0, "in vain");
        assertEq(holder.balance, 200, "arrived once");

        payEth(_work, 1_000);
        receiver.prepare(abi.encodeCall(IRoyalties.pay, (_work, ETH, 200, MEMO)), 200);
        assertEq(receiver.claim(royalties, _work, ETH), 200, "claimed");
        assertEq(receiver.succeeded(), true, "may pay inside");
        assertEq(royalties.received(_work, ETH), 2_200, "received");
        assertEq(holder.balance, 200, "out and in again");
        assertEq(royalties.claimable(_work, ETH, holder, MOST), 40, "its part of its own payment");

        receiver.prepare(abi.encodeCall(IERC6909.transfer, (eve, WorkId.unwrap(_work), 20_000_000)), 0);
        assertEq(receiver.claim(royalties, _work, ETH), 40, "claimed");
        assertEq(receiver.succeeded(), true, "may pass on units");
        assertEq(royalties.claimable(_work, ETH, eve, MOST), 0, "without income");
        payEth(_work, 1_000);
        assertEq(royalties.claimable(_work, ETH, eve, MOST), 200, "until more comes");
        assertEq(address(royalties).balance, 3_200 - 440, "the rest is there");
    }

    /// @dev A withdrawal in ETH, with everything inside that brings or takes out ETH.
    function testFuzz_Y05_AReceiverOfEthReentersAWithdrawal_NobodyGains(uint8 inner) public {
        ReenteringReceiver receiver = new ReenteringReceiver(address(royalties));
        address holder = address(receiver);
        transferUnits(_work, ines, holder, 20_000_000);
        payEth(_work, 1_000);
        vm.deal(address(offers), 1_000);
        LicenceId licence = licenceBelow(_work, holder, ALL / 4);
        vm.prank(address(offers));
        royalties.collectFor{value: 1_000}(maya, licence, ETH, 1_000);
        vm.deal(royalties.tillOf(_work), 50);
        WorkId[] memory list = new WorkId[](1);
        list[0] = _work;
        bytes[5] memory calls = [
            abi.encodeCall(IRoyalties.withdraw, (ETH, holder)),
            abi.encodeCall(IRoyalties.claim, (_work, ETH, holder, 9)),
            abi.encodeCall(IRoyalties.sweep, (_work, ETH, MOST)),
            abi.encodeCall(IRoyalties.settle, (list, ETH)),
            abi.encodeCall(IRoyalties.pay, (_work, ETH, 100, MEMO))
        ];
        uint256 paid = inner % 5 == 4 ? 100 : 0;
        receiver.prepare(calls[inner % 5], paid);
        receiver.act(address(royalties), calls[0]);
        assertEq(receiver.succeeded(), true, "allowed");
        receiver.prepare("", 0);
        if (inner % 5 != 2) royalties.sweep(_work, ETH, MOST);
        receiver.act(address(royalties), calls[1]);
        assertEq(holder.balance + paid, 750 + (1_300 + paid) / 5, "proceeds, and 20 % of 1,000, 250, 50 and its own");
        uint256 others = claimAll(_work, ETH, ines);
        vm.prank(address(_hook));
        others += royalties.claim(_work, ETH, maya, 9);
        assertEq(others, ((1_300 + paid) * 4) / 5, "the others' 80 %");
        assertEq(address(royalties).balance, 0, "nothing is left");
    }

    /// @dev The guard is open again after each call, also within one transaction.
    function test_WhenABatchPaysAndClaimsInOneTransaction_TheGuardIsOpenInBetween() public {
        IColophon.Call[] memory calls = new IColophon.Call[](3);
        calls[0] = call(address(royalties), 100, abi.encodeCall(IRoyalties.pay, (_work, ETH, 100, MEMO)));
        calls[1] = call(address(royalties), 0, abi.encodeCall(IRoyalties.claim, (_work, ETH, ines, 9)));
        calls[2] = call(address(royalties), 100, abi.encodeCall(IRoyalties.pay, (_work, ETH, 100, MEMO)));
        vm.prank(ines);
        bytes[] memory results = colophon.batch{value: 200}(calls);
        assertEq(abi.decode(results[1], (uint256)), 60, "60 % of the first");
    }

    /* HELPERS */

    function _pay(uint256 amount) private {
        vm.prank(maya);
        royalties.pay(_work, address(_token), amount, MEMO);
    }

    /// @dev Maya buys a sublicence of which the work gets a quarter and the hook the rest.
    function _credit(uint256 amount) private {
        if (_below.isZero()) _below = licenceBelow(_work, address(_hook), ALL / 4);
        vm.prank(address(offers));
        royalties.collectFor(maya, _below, address(_token), amount);
    }

    function _offerForTokens(uint256 price) private returns (IOffers.Offer memory offer) {
        offer = offerOf(_work, ines, terms.defineTerms(someTerms()));
        (offer.currency, offer.price) = (address(_token), price);
        publish(offer);
    }

    /// @dev Maya pays 1,000 while the hook tries `data`, which must fail and change nothing.
    function _refuseInside(bytes memory data, bool before) private {
        uint256 received = royalties.received(_work, address(_token));
        _hook.prepare(address(royalties), data, before);
        _pay(1_000);
        _assertGuarded();
        assertEq(royalties.received(_work, address(_token)), received + 1_000, "received");
        assertEq(_token.balanceOf(address(royalties)), received + 1_000, "held");
    }

    function _assertGuarded() private view {
        assertEq(_hook.called(), true, "the hook ran");
        assertEq(_hook.succeeded(), false, "and failed");
        assertEq(
            _hook.result(),
            abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector),
            "at the guard"
        );
    }

    function _claimEverything(uint256 total) private {
        uint256 sum = claimAll(_work, address(_token), address(_hook));
        sum += claimAll(_work, address(_token), tomas);
        sum += claimAll(_work, address(_token), ines);
        assertEq(sum, total, "all is out");
        assertEq(_token.balanceOf(address(royalties)), 0, "nothing is left");
    }
}
