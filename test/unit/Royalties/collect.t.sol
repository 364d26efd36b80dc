// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainToken, SwitchToken} from "../../mocks/Tokens.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract RoyaltiesCollectTest is Deployed {
    WorkId private _work;
    PlainToken private _token;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _token = new PlainToken(18);
        _token.mint(maya, 100);
        vm.prank(maya);
        _token.approve(address(royalties), 100);
        vm.deal(address(offers), 100);
    }

    /// @dev Otherwise anybody could pay with what others allowed Royalties to take.
    function test_RevertWhen_TheCallerIsNotOffersOrCompliance() public {
        address[7] memory callers = [
            eve,
            maya,
            deployer,
            address(works),
            address(terms),
            address(licences),
            address(colophon)
        ];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotAllowed.selector, callers[i]));
            vm.prank(callers[i]);
            royalties.collect(maya, _work, address(_token), 100, MEMO);
        }
    }

    function test_RevertWhen_TheAddressOfOffersIsAppended() public {
        bytes memory data = abi.encodeCall(IRoyalties.collect, (maya, _work, address(_token), 100, MEMO));
        vm.prank(address(colophon));
        (bool success, ) = address(royalties).call(abi.encodePacked(data, address(offers)));
        assertEq(success, false, "success");
    }

    function test_RevertWhen_NothingIsPaidOrTheEthIsNotTheAmount() public {
        vm.startPrank(address(offers));
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        royalties.collect(maya, _work, ETH, 0, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 2));
        royalties.collect{value: 1}(maya, _work, ETH, 2, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 0));
        royalties.collect{value: 1}(maya, _work, address(_token), 1, MEMO);
    }

    function test_RevertWhen_NothingArrivesOrItIsTooMuch() public {
        SwitchToken token = new SwitchToken();
        token.mint(maya, type(uint128).max);
        vm.prank(maya);
        token.approve(address(royalties), type(uint256).max);
        uint256 more = uint256(type(uint112).max) + 1;
        vm.startPrank(address(compliance));
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(token), more));
        royalties.collect(maya, _work, address(token), more, MEMO);
        token.switchTo(SwitchToken.Mode.MovesNothing);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(token), 1));
        royalties.collect(maya, _work, address(token), 1, MEMO);
    }

    function test_WhenOffersCollects_ThePayerPays() public {
        _collectsFromThePayer(address(offers));
    }

    function test_WhenComplianceCollects_ThePayerPays() public {
        _collectsFromThePayer(address(compliance));
    }

    function _collectsFromThePayer(address caller) private {
        vm.deal(caller, 40);
        vm.startPrank(caller);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, address(_token), maya, 60, MEMO);
        assertEq(royalties.collect(maya, _work, address(_token), 60, MEMO), 60, "credited");
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, maya, 40, MEMO);
        assertEq(royalties.collect{value: 40}(maya, _work, ETH, 40, MEMO), 40, "credited");
        assertEq(_token.balanceOf(maya), 40, "what is left");
        assertEq(royalties.claimable(_work, address(_token), ines, MOST), 60, "tokens");
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 40, "ETH");
    }
}
