// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {GoodReceiver, LyingReceiver, MuteReceiver, RefusingReceiver} from "../mocks/TokenReceivers.sol";
import {Deployed} from "./Deployed.sol";

/// @title ERC721Behavior: what must hold of works and licences as tokens, whatever else they are
abstract contract ERC721Behavior is Deployed {
    IERC721 private _token;
    uint256 private _id;

    /// @dev The contract under test.
    function token() internal view virtual returns (IERC721);

    /// @dev Gives Ines a new token that may move.
    function mint() internal virtual returns (uint256 id);

    function setUp() public virtual override {
        super.setUp();
        _token = token();
        _id = mint();
    }

    /* VIEWS */

    function test_RevertWhen_TheBalanceOfTheZeroAddressIsAsked() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0)));
        _token.balanceOf(address(0));
    }

    function test_RevertWhen_TheTokenIsUnknown() public {
        bytes memory reason = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 77);
        vm.expectRevert(reason);
        _token.ownerOf(77);
        vm.expectRevert(reason);
        _token.getApproved(77);
        vm.expectRevert(reason);
        IERC721Metadata(address(_token)).tokenURI(77);
        vm.startPrank(ines);
        vm.expectRevert(reason);
        _token.approve(eve, 77);
        vm.expectRevert(reason);
        _token.transferFrom(ines, eve, 77);
        vm.expectRevert(reason);
        _token.safeTransferFrom(ines, eve, 77);
    }

    /* TRANSFERS */

    function test_RevertWhen_N03_TheReceiverIsTheZeroAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        vm.prank(ines);
        _token.transferFrom(ines, address(0), _id);
    }

    function test_RevertWhen_TheCallerIsNotAuthorized() public {
        bytes memory reason = abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, eve, _id);
        vm.startPrank(eve);
        vm.expectRevert(reason);
        _token.transferFrom(ines, eve, _id);
        vm.expectRevert(reason);
        _token.safeTransferFrom(ines, eve, _id, "");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, eve));
        _token.approve(eve, _id);
    }

    function test_RevertWhen_TheSenderIsNotTheOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, eve, _id, ines));
        vm.prank(ines);
        _token.transferFrom(eve, maya, _id);
    }

    /// @dev ERC-2771: an appended address gives nobody's rights to a direct caller.
    function test_RevertWhen_SomebodyAppendsTheOwnersAddress() public {
        bytes memory data = abi.encodeCall(IERC721.transferFrom, (ines, eve, _id));
        vm.prank(eve);
        (bool success, bytes memory result) = address(_token).call(abi.encodePacked(data, ines));
        assertEq(success, false, "success");
        assertEq(result, abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, eve, _id), "error");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, eve, _id));
        this.batchAs(eve, abi.encodePacked(data, ines));
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(_token), 0, data);
    }

    function test_RevertWhen_N01_TheReceiverDoesNotAcceptOrLies() public {
        address[2] memory receivers = [address(new MuteReceiver()), address(new LyingReceiver())];
        for (uint256 i = 0; i < receivers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, receivers[i]));
            vm.prank(ines);
            _token.safeTransferFrom(ines, receivers[i], _id);
        }
        address refusing = address(new RefusingReceiver());
        vm.expectRevert(abi.encodeWithSelector(RefusingReceiver.Refused.selector, _id));
        vm.prank(ines);
        _token.safeTransferFrom(ines, refusing, _id);
        assertEq(_token.ownerOf(_id), ines, "nothing moved");
    }

    function test_WhenN01_TheReceiverAccepts() public {
        GoodReceiver receiver = new GoodReceiver();
        vm.prank(ines);
        _token.setApprovalForAll(tomas, true);
        vm.prank(tomas);
        _token.safeTransferFrom(ines, address(receiver), _id, "hello");
        assertEq(_token.ownerOf(_id), address(receiver), "owner");
        assertEq(receiver.operator(), tomas, "operator");
        assertEq(receiver.from(), ines, "from");
        assertEq(receiver.tokenId(), _id, "token");
        assertEq(receiver.data(), "hello", "data");
    }

    function test_WhenN01_TheReceiverIsNotAsked() public {
        address mute = address(new MuteReceiver());
        vm.prank(ines);
        _token.transferFrom(ines, mute, _id);
        assertEq(_token.ownerOf(_id), mute, "owner");
    }

    function test_WhenN03_TransferredToOneself_OnlyTheApprovalGoes() public {
        uint256 balance = _token.balanceOf(ines);
        vm.startPrank(ines);
        _token.approve(tomas, _id);
        _token.transferFrom(ines, ines, _id);
        assertEq(_token.ownerOf(_id), ines, "owner");
        assertEq(_token.balanceOf(ines), balance, "balance");
        assertEq(_token.getApproved(_id), address(0), "approval");
    }

    function test_WhenN03_TransferredToTheContractItself_ItIsGone() public {
        vm.prank(ines);
        _token.transferFrom(ines, address(_token), _id);
        assertEq(_token.ownerOf(_id), address(_token), "owner");
        assertEq(_token.balanceOf(address(_token)), 1, "balance");
    }

    function test_WhenN04_ATokenMoves_OldApprovalsDie() public {
        vm.startPrank(ines);
        _token.approve(tomas, _id);
        _token.setApprovalForAll(eve, true);
        _token.transferFrom(ines, maya, _id);
        vm.stopPrank();
        address[3] memory former = [ines, tomas, eve];
        for (uint256 i = 0; i < former.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, former[i], _id));
            vm.prank(former[i]);
            _token.transferFrom(maya, former[i], _id);
        }
        // And do not come back with the token, apart from the operator, who is Ines's for all her tokens.
        vm.prank(maya);
        _token.transferFrom(maya, ines, _id);
        assertEq(_token.getApproved(_id), address(0), "approval");
        vm.prank(eve);
        _token.transferFrom(ines, eve, _id);
        assertEq(_token.ownerOf(_id), eve, "operator");
    }

    function test_WhenSentInABatch_TheSenderMoves() public {
        batch(ines, address(_token), 0, abi.encodeCall(IERC721.approve, (tomas, _id)));
        assertEq(_token.getApproved(_id), tomas, "approved");
        batch(ines, address(_token), 0, abi.encodeCall(IERC721.setApprovalForAll, (eve, true)));
        assertEq(_token.isApprovedForAll(ines, eve), true, "operator");
        batch(tomas, address(_token), 0, abi.encodeCall(IERC721.transferFrom, (ines, maya, _id)));
        assertEq(_token.ownerOf(_id), maya, "owner");
    }

    function testFuzz_MovesOneToken(address to, bool byApproval) public {
        if (to == address(0) || to == ines) to = maya;
        uint256 other = mint();
        uint256 before = _token.balanceOf(to);
        vm.prank(ines);
        if (byApproval) _token.approve(tomas, _id);
        else _token.setApprovalForAll(tomas, true);

        vm.expectEmit(address(_token));
        emit IERC721.Transfer(ines, to, _id);
        vm.recordLogs();
        vm.prank(tomas);
        _token.transferFrom(ines, to, _id);

        assertLogCount(1, "events");
        assertEq(_token.ownerOf(_id), to, "owner");
        assertEq(_token.ownerOf(other), ines, "the other token stays");
        assertEq(_token.balanceOf(ines), 1, "sender's balance");
        assertEq(_token.balanceOf(to), before + 1, "receiver's balance");
        assertEq(_token.getApproved(_id), address(0), "approval");
    }
}
