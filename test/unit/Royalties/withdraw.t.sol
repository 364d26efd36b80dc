// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {GasBurner, MegabyteReturner, RejectingReceiver} from "../../mocks/EthReceivers.sol";
import {NoZeroToken, SwitchToken} from "../../mocks/Tokens.sol";
import {Chained} from "../../utils/Chained.sol";

/// @dev Tomas sold sublicences of Ines's work.
contract RoyaltiesWithdrawTest is Chained {
    WorkId private _work;
    SwitchToken private _token;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _token = new SwitchToken();
        _token.mint(maya, 1_000);
        vm.prank(maya);
        _token.approve(address(royalties), 1_000);
        vm.deal(address(offers), 10_000);
        _credit(tomas, ETH, 400);
        _credit(tomas, address(_token), 100);
    }

    function test_RevertWhen_TheReceiverIsTheZeroAddressOrRoyalties() public {
        vm.startPrank(tomas);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidReceiver.selector, address(0)));
        royalties.withdraw(ETH, address(0));
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidReceiver.selector, address(royalties)));
        royalties.withdraw(ETH, address(royalties));
    }

    function test_RevertWhen_Y03_TheReceiverRejects_NothingIsLost() public {
        address rejecting = address(new RejectingReceiver());
        vm.startPrank(tomas);
        vm.expectRevert(abi.encodeWithSelector(RejectingReceiver.Rejected.selector, 200));
        royalties.withdraw(ETH, rejecting);
        address burning = address(new GasBurner());
        (bool success, ) = address(royalties).call{gas: 3_000_000}(abi.encodeCall(IRoyalties.withdraw, (ETH, burning)));
        assertEq(success, false, "burns all");
        assertEq(royalties.proceedsOf(tomas, ETH), 200, "nothing is lost");
        assertEq(royalties.withdraw(ETH, address(new MegabyteReturner())), 200, "another receiver, who talks");
    }

    function test_RevertWhen_L07_TheTokenStops_TheOthersGoOn() public {
        vm.startPrank(tomas);
        _token.switchTo(SwitchToken.Mode.Paused);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Paused.selector));
        royalties.withdraw(address(_token), tomas);
        assertEq(royalties.proceedsOf(tomas, address(_token)), 50, "still his");
        assertEq(royalties.withdraw(ETH, tomas), 200, "ETH");
        _token.switchTo(SwitchToken.Mode.Ordinary);
        _token.blockAccount(tomas, true);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Blocked.selector, tomas));
        royalties.withdraw(address(_token), tomas);
        assertEq(royalties.withdraw(address(_token), eve), 50, "to somebody else");
    }

    function test_WhenNothingIsWaiting_NothingHappens() public {
        vm.record();
        vm.recordLogs();
        vm.prank(eve);
        assertEq(royalties.withdraw(ETH, eve), 0, "Eve");
        vm.prank(tomas);
        assertEq(royalties.withdraw(address(new NoZeroToken()), tomas), 0, "another currency");
        vm.prank(tomas);
        assertEq(royalties.withdraw(eve, tomas), 0, "a currency without code");
        (, bytes32[] memory writes) = vm.accesses(address(royalties));
        assertEq(writes.length, 0, "no storage");
        assertLogCount(0, "no events");
    }

    /// @dev ERC-2771: an appended address withdraws nobody's proceeds.
    function test_RevertWhen_SomebodyAppendsTheLicensorsAddress() public {
        bytes memory data = abi.encodeCall(IRoyalties.withdraw, (ETH, eve));
        uint256 before = eve.balance;
        vm.prank(eve);
        (bool success, bytes memory answer) = address(royalties).call(abi.encodePacked(data, tomas));
        assertEq(success, true, "an ordinary call of Eve's");
        assertEq(abi.decode(answer, (uint256)), 0, "in vain");
        assertEq(eve.balance, before, "nothing came");
        assertEq(royalties.proceedsOf(tomas, ETH), 200, "still his");
    }

    function test_WhenSentInABatch_TheSenderWithdraws() public {
        uint256 before = ines.balance;
        bytes memory data = abi.encodeCall(IRoyalties.withdraw, (ETH, ines));
        assertEq(abi.decode(batch(tomas, address(royalties), 0, data), (uint256)), 200, "withdrawn");
        assertEq(ines.balance - before, 200, "to whom he said");
    }

    /// @dev Proceeds are not income: a holder's claim and a licensor's withdrawal do not touch each other.
    function testFuzz_SendsTheProceedsAndTellsSo(uint96 amount, bool inEth) public {
        address currency = inEth ? ETH : address(_token);
        uint256 more = bound(amount, 2, 500);
        _credit(tomas, currency, more);
        uint256 due = (inEth ? 200 : 50) + more - more / 2;
        address to = address(uint160(uint256(keccak256("a fresh address"))));

        vm.expectEmit(address(royalties));
        emit IRoyalties.ProceedsWithdrawn(tomas, currency, to, due);
        vm.recordLogs();
        vm.prank(tomas);
        uint256 withdrawn = royalties.withdraw(currency, to);

        assertLogCount(inEth ? 1 : 2, "the withdrawal, and the token's transfer");
        assertEq(withdrawn, due, "withdrawn");
        assertEq(inEth ? to.balance : _token.balanceOf(to), due, "arrived");
        assertEq(royalties.proceedsOf(tomas, currency), 0, "nothing is left");
        vm.prank(tomas);
        assertEq(royalties.withdraw(currency, to), 0, "twice");
        assertEq(claimAll(_work, currency, ines), (inEth ? 200 : 50) + more / 2, "the work's half");
        assertEq(inEth ? address(royalties).balance : _token.balanceOf(address(royalties)), 0, "all is out");
    }

    /// @dev Half for the work, half for the licensor.
    function _credit(address licensor, address currency, uint256 amount) private {
        LicenceId licence = licenceBelow(_work, licensor, ALL / 2);
        vm.prank(address(offers));
        royalties.collectFor{value: currency == ETH ? amount : 0}(maya, licence, currency, amount);
    }
}
