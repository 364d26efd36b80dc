// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {ReenteringReceiver} from "../../mocks/EthReceivers.sol";
import {ReenteringHook} from "../../mocks/ReenteringHook.sol";
import {HookToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev Y05: code of others runs in the middle of a payment (a token's hook) and at the end of a claim (a token's hook,
/// a receiver of ETH). It can move units and read; it cannot pay or claim; and what it reads is true.
contract RoyaltiesReentrancyTest is Deployed {
    WorkId private _work;
    HookToken private _token;
    ReenteringHook private _hook;

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

    function test_RevertWhen_Y05_TheHookClaimsInsideAPayment() public {
        _pay(1_000);
        bytes memory data = abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9));
        _refuseInside(data, true);
        _refuseInside(data, false);
        assertEq(royalties.claimable(_work, address(_token), address(_hook)), 1_200, "40 % of three payments");
    }

    /// @dev Else the tokens of the purchase inside would count for both payments.
    function test_RevertWhen_Y05_TheHookBuysInsideAPayment() public {
        ILicences.Offer memory offer = offerOf(_work, ines, licences.defineTerms(someTerms()));
        (offer.currency, offer.price) = (address(_token), 100);
        publish(offer);
        _hook.prepare(address(licences), abi.encodeCall(ILicences.buy, (offer, 100, address(_hook))), false);
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
        assertEq(royalties.claimable(_work, address(_token), address(_hook)), 500, "hook");
        assertEq(royalties.claimable(_work, address(_token), tomas), 300, "Tomas");
        assertEq(royalties.claimable(_work, address(_token), ines), 1_200, "Ines");
        _claimEverything(2_000);
    }

    function test_WhenY05_UnitsAreTakenInsideAPayment_TheyCountForIt() public {
        WorkId work = register(tomas, "untaken");
        _hook.prepare(address(royalties), abi.encodeCall(IRoyalties.takeAll, (work, tomas, "untaken")), true);
        vm.prank(maya);
        royalties.pay(work, address(_token), 100, MEMO);
        assertEq(_hook.succeeded(), true, "taken");
        assertEq(royalties.claimable(work, address(_token), tomas), 100, "from the beginning");
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
        bytes memory data = abi.encodeCall(IRoyalties.claimable, (_work, address(_token), address(_hook)));
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

    function test_RevertWhen_Y05_TheHookClaimsAgainInsideAClaim() public {
        _pay(1_000);
        bytes memory data = abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9));
        _hook.prepare(address(royalties), data, true);
        uint256 before = _token.balanceOf(address(_hook));
        _hook.act(address(royalties), data);
        _assertGuarded();
        assertEq(_token.balanceOf(address(_hook)) - before, 400, "once");
        assertEq(royalties.claimable(_work, address(_token), ines), 600, "Ines");
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
        assertEq(royalties.claimable(_work, address(_token), tomas), 0, "no history");
        assertEq(royalties.claimable(_work, address(_token), address(_hook)), 0, "claimed");
        _pay(1_000);
        assertEq(royalties.claimable(_work, address(_token), tomas), 400, "from now on");
        assertEq(claimAll(_work, address(_token), ines), 1_200, "Ines");
    }

    function test_WhenY05_ViewsAreReadInsideAClaim_TheClaimIsDone() public {
        _pay(1_000);
        _hook.prepare(
            address(royalties),
            abi.encodeCall(IRoyalties.claimable, (_work, address(_token), address(_hook))),
            true
        );
        _hook.act(address(royalties), abi.encodeCall(IRoyalties.claim, (_work, address(_token), address(_hook), 9)));
        assertEq(abi.decode(_hook.result(), (uint256)), 0, "claimable");
    }

    function test_WhenY05_AReceiverOfEthReenters_EachCallFailsOrIsHarmless() public {
        ReenteringReceiver receiver = new ReenteringReceiver(address(royalties));
        address holder = address(receiver);
        transferUnits(_work, ines, holder, 20_000_000);

        payEth(_work, 1_000);
        receiver.prepare(abi.encodeCall(IRoyalties.claim, (_work, ETH, holder, 9)), 0);
        assertEq(receiver.claim(royalties, _work, ETH), 200, "claimed");
        assertEq(receiver.called() && !receiver.succeeded(), true, "not twice");
        assertEq(holder.balance, 200, "arrived once");

        payEth(_work, 1_000);
        receiver.prepare(abi.encodeCall(IRoyalties.pay, (_work, ETH, 200, MEMO)), 200);
        assertEq(receiver.claim(royalties, _work, ETH), 200, "claimed");
        assertEq(receiver.succeeded(), false, "cannot pay inside");
        assertEq(royalties.received(_work, ETH), 2_000, "received");

        payEth(_work, 1_000);
        receiver.prepare(abi.encodeCall(IERC6909.transfer, (eve, WorkId.unwrap(_work), 20_000_000)), 0);
        assertEq(receiver.claim(royalties, _work, ETH), 200, "claimed");
        assertEq(receiver.succeeded(), true, "may pass on units");
        assertEq(royalties.claimable(_work, ETH, eve), 0, "without income");
        payEth(_work, 1_000);
        assertEq(royalties.claimable(_work, ETH, eve), 200, "until more comes");
        assertEq(address(royalties).balance, 4_000 - 600, "the rest is there");
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
