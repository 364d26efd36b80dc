// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Signatures} from "../../../contracts/libraries/Signatures.sol";
import {StipendSender} from "../../mocks/StipendSender.sol";
import {RevertingWallet, Wallet, WrongValueWallet, YesWallet} from "../../mocks/Wallets.sol";
import {Test} from "../../utils/Test.sol";

contract SignaturesTest is Test {
    uint256 private constant KEY = uint256(keccak256("Ines"));
    uint256 private constant OTHER_KEY = uint256(keccak256("Tomas"));
    bytes32 private constant DIGEST = keccak256("digest");

    function isValid(address signer, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return Signatures.isValid(signer, digest, signature);
    }

    /* ACCOUNTS */

    function testFuzz_AnAccountsKeySigns(bytes32 digest, bytes32 other) public view {
        vm.assume(digest != other);
        assertEq(this.isValid(vm.addr(KEY), digest, _sign(KEY, digest)), true, "its own");
        assertEq(this.isValid(vm.addr(KEY), other, _sign(KEY, digest)), false, "something else");
        assertEq(this.isValid(vm.addr(KEY), digest, _sign(OTHER_KEY, digest)), false, "somebody else");
    }

    function testFuzz_NobodySignsForTheZeroAddress(bytes32 digest, bytes calldata signature) public view {
        assertEq(this.isValid(address(0), digest, signature), false, "zero");
    }

    /* ACCOUNTS WITH DELEGATED CODE */

    /// @dev L9: whatever the code says, the key signs as it did before the account delegated.
    function test_WhenTheDelegateKnowsNoErc1271_TheKeySigns() public {
        address signer = vm.addr(KEY);
        address[3] memory delegates = [
            address(new StipendSender()),
            address(new WrongValueWallet()),
            address(new RevertingWallet())
        ];
        for (uint256 i = 0; i < delegates.length; ++i) {
            _delegate(signer, delegates[i]);
            assertEq(this.isValid(signer, DIGEST, _sign(KEY, DIGEST)), true, "its key");
            assertEq(this.isValid(signer, DIGEST, _sign(OTHER_KEY, DIGEST)), false, "another key");
            assertEq(this.isValid(signer, DIGEST, new bytes(65)), false, "no signature");
            assertEq(this.isValid(signer, DIGEST, ""), false, "nothing");
        }
    }

    function test_WhenTheDelegateSaysYes_ItCounts() public {
        address signer = vm.addr(KEY);
        _delegate(signer, address(new YesWallet()));
        assertEq(this.isValid(signer, DIGEST, "anything"), true, "by the code");
    }

    /* CONTRACTS */

    /// @dev The key of an address says nothing once a contract that is no delegation stands there.
    function test_AContractSignsByItsCodeAlone() public {
        Wallet wallet = new Wallet(vm.addr(OTHER_KEY));
        assertEq(this.isValid(address(wallet), DIGEST, _sign(OTHER_KEY, DIGEST)), true, "its key");
        address signer = vm.addr(KEY);
        vm.etch(signer, address(new StipendSender()).code);
        assertEq(this.isValid(signer, DIGEST, _sign(KEY, DIGEST)), false, "a contract");
    }

    function _delegate(address account, address code) private {
        vm.etch(account, abi.encodePacked(hex"ef0100", code));
    }

    function _sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}
