// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IColophon} from "../../../contracts/interfaces/IColophon.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {DemoToken} from "../../mocks/DemoToken.sol";
import {GasBurningPermit, ReenteringPermit, SilentPermit, TalkingPermit} from "../../mocks/PermitTokens.sol";
import {PlainToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

/// @dev L08: a permit helps if it can, and never stands in the way.
contract RoyaltiesPermitTest is Deployed {
    uint256 private constant DEADLINE = NOW + 1 hours;

    struct Signature {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    WorkId private _work;
    DemoToken private _token;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _token = new DemoToken();
        _token.mint(maya, 1_000);
    }

    function test_WhenThePermitIsGood_TheAllowanceIsThere() public {
        Signature memory signed = _sign(maya, 100, 0);
        vm.prank(maya);
        royalties.permit(address(_token), 100, DEADLINE, signed.v, signed.r, signed.s);
        assertEq(_token.allowance(maya, address(royalties)), 100, "allowance");
        assertEq(_token.nonces(maya), 1, "used");
    }

    /// @dev The usual way: one transaction, no allowance before, none left.
    function test_WhenABatchPermitsAndBuys_OneTransactionIsEnough() public {
        _buyWithPermit(_sign(maya, 100, 0));
        assertEq(royalties.received(_work, address(_token)), 100, "paid");
        assertEq(_token.allowance(maya, address(royalties)), 0, "nothing more was allowed");
        assertEq(licences.totalLicences(_work), 1, "bought");
    }

    function test_WhenL08_AStrangerUsesThePermitFirst_ThePurchaseGoesThrough() public {
        Signature memory signed = _sign(maya, 100, 0);
        vm.prank(eve);
        _token.permit(maya, address(royalties), 100, DEADLINE, signed.v, signed.r, signed.s);
        _buyWithPermit(signed);
        assertEq(royalties.received(_work, address(_token)), 100, "paid");
        assertEq(licences.totalLicences(_work), 1, "bought");
    }

    /// @dev A stranger who calls {IRoyalties.permit} with somebody's signature asks for their own permit: in vain.
    function test_WhenL08_AStrangerSendsThePermitThroughRoyalties_ItIsNotUsedUp() public {
        Signature memory signed = _sign(maya, 100, 0);
        vm.prank(eve);
        royalties.permit(address(_token), 100, DEADLINE, signed.v, signed.r, signed.s);
        assertEq(_token.nonces(maya), 0, "not used");
        assertEq(_token.allowance(eve, address(royalties)), 0, "Eve allowed nothing");
        // An appended address is nobody, except in a batch.
        bytes memory data = abi.encodeCall(
            IRoyalties.permit,
            (address(_token), 100, DEADLINE, signed.v, signed.r, signed.s)
        );
        vm.prank(eve);
        (bool success, ) = address(royalties).call(abi.encodePacked(data, maya));
        assertEq(success, true, "does nothing");
        assertEq(_token.nonces(maya), 0, "not used");
        batch(maya, address(royalties), 0, data);
        assertEq(_token.allowance(maya, address(royalties)), 100, "hers");
    }

    function test_WhenThePermitIsBad_OrLate_NothingHappens() public {
        Signature memory signed = _sign(maya, 100, 1);
        vm.startPrank(maya);
        royalties.permit(address(_token), 100, DEADLINE, signed.v, signed.r, signed.s);
        assertEq(_token.allowance(maya, address(royalties)), 0, "a nonce that is not the next");
        signed = _sign(maya, 100, 0);
        royalties.permit(address(_token), 101, DEADLINE, signed.v, signed.r, signed.s);
        assertEq(_token.allowance(maya, address(royalties)), 0, "another amount");
        royalties.permit(address(_token), 100, DEADLINE, 0, 0, 0);
        assertEq(_token.allowance(maya, address(royalties)), 0, "no signature");
        vm.warp(DEADLINE + 1);
        royalties.permit(address(_token), 100, DEADLINE, signed.v, signed.r, signed.s);
        assertEq(_token.allowance(maya, address(royalties)), 0, "late");
    }

    /// @dev Then what needs the allowance fails, and the whole batch with it.
    function test_RevertWhen_ThePermitIsBad_ThePurchaseFails() public {
        IOffers.Offer memory offer = _offer();
        IColophon.Call[] memory calls = _callsOf(offer, _sign(maya, 100, 1));
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(royalties), 0, 100)
        );
        vm.prank(maya);
        colophon.batch(calls);
        assertEq(licences.totalLicences(_work), 0, "nothing was sold");
    }

    function test_WhenTheTokenHasNoPermit_OrIsNone_NothingHappens() public {
        address[6] memory tokens = [
            address(new PlainToken(18)),
            address(new SilentPermit()),
            address(new TalkingPermit()),
            address(works),
            eve,
            address(0)
        ];
        vm.startPrank(maya);
        for (uint256 i = 0; i < tokens.length; ++i) {
            vm.recordLogs();
            royalties.permit(tokens[i], 100, DEADLINE, 27, "r", "s");
            assertLogCount(0, "nothing");
        }
    }

    /// @dev Y03: it takes what EIP-150 lets it; the rest is enough to end the call.
    function test_WhenY03_ThePermitBurnsItsGas_TheCallStillEnds() public {
        address token = address(new GasBurningPermit());
        vm.prank(maya);
        (bool success, ) = address(royalties).call{gas: 1_000_000}(
            abi.encodeCall(IRoyalties.permit, (token, 100, DEADLINE, 27, "r", "s"))
        );
        assertEq(success, true, "success");
    }

    /// @dev Y05: a token's own code calls as the token: it has no rights of the one who asked.
    function test_WhenY05_ThePermitReenters_ItHasNobodysRights() public {
        payEth(_work, 100);
        ReenteringPermit token = new ReenteringPermit();
        bytes[2] memory tries = [
            abi.encodeCall(IRoyalties.claim, (_work, ETH, eve, 9)),
            abi.encodeCall(IRoyalties.collect, (maya, _work, address(_token), 1, MEMO))
        ];
        vm.prank(maya);
        _token.approve(address(royalties), 100);
        for (uint256 i = 0; i < 2; ++i) {
            token.prepare(address(royalties), tries[i]);
            vm.prank(ines);
            royalties.permit(address(token), 1, DEADLINE, 27, "r", "s");
            assertEq(token.succeeded(), false, "refused");
        }
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 100, "hers");
    }

    function _offer() private returns (IOffers.Offer memory offer) {
        offer = offerOf(_work, ines, terms.defineTerms(someTerms()));
        (offer.currency, offer.price) = (address(_token), 100);
        publish(offer);
    }

    function _buyWithPermit(Signature memory signed) private {
        IColophon.Call[] memory calls = _callsOf(_offer(), signed);
        vm.prank(maya);
        colophon.batch(calls);
    }

    function _callsOf(
        IOffers.Offer memory offer,
        Signature memory signed
    ) private view returns (IColophon.Call[] memory calls) {
        calls = new IColophon.Call[](2);
        calls[0] = call(
            address(royalties),
            0,
            abi.encodeCall(IRoyalties.permit, (address(_token), 100, DEADLINE, signed.v, signed.r, signed.s))
        );
        calls[1] = call(address(offers), 0, abi.encodeCall(IOffers.buy, (offer, purchaseOf(offer, 1, maya))));
    }

    function _sign(address owner, uint256 amount, uint256 nonce) private view returns (Signature memory signed) {
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(royalties),
                amount,
                nonce,
                DEADLINE
            )
        );
        bytes32 digest = keccak256(bytes.concat(hex"1901", IERC20Permit(address(_token)).DOMAIN_SEPARATOR(), message));
        (signed.v, signed.r, signed.s) = vm.sign(uint256(keccak256("Maya")), digest);
    }
}
