// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {RejectingReceiver} from "../../mocks/EthReceivers.sol";
import {SwitchToken} from "../../mocks/Tokens.sol";
import {
    DirtyValueWallet,
    GasEatingWallet,
    ReenteringWallet,
    RevertingWallet,
    ShortDataWallet,
    Wallet,
    WrongValueWallet,
    YesWallet
} from "../../mocks/Wallets.sol";
import {ClaimSignature} from "../../utils/ClaimSignature.sol";
import {Deployed} from "../../utils/Deployed.sol";

contract RoyaltiesClaimForTest is Deployed {
    /// @dev The order of secp256k1.
    uint256 private constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant DEADLINE = NOW + 1 hours;

    WorkId private _work;
    ClaimSignature.Claim private _claim;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        payEth(_work, 100);
        _claim = ClaimSignature.Claim(WorkId.unwrap(_work), ETH, ines, maya, 9, 0, DEADLINE);
    }

    /* TIME AND NONCE */

    function test_RevertWhen_R10_TheDeadlineIsOver() public {
        bytes memory signature = _sign();
        vm.warp(DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_SignatureExpired.selector, DEADLINE, DEADLINE + 1));
        _send(_claim, signature);
        // At the deadline itself it counts.
        vm.warp(DEADLINE);
        assertEq(_send(_claim, signature), 100, "claimed");
    }

    function test_RevertGiven_R10_TheSignatureWasUsed() public {
        bytes memory signature = _sign();
        assertEq(_send(_claim, signature), 100, "claimed");
        payEth(_work, 100);
        vm.expectRevert(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, ines, 1));
        _send(_claim, signature);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 100, "hers");
    }

    function test_RevertWhen_R10_TheNonceIsNotTheNext() public {
        _claim.nonce = 1;
        vm.expectRevert(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, ines, 0));
        _send(_claim, _sign());
    }

    /// @dev A claim that fails uses nothing up.
    function test_RevertGiven_TheReceiverRefuses_TheSignatureStaysGood() public {
        SwitchToken token = new SwitchToken();
        token.mint(maya, 100);
        vm.startPrank(maya);
        token.approve(address(royalties), 100);
        royalties.pay(_work, address(token), 100, MEMO);
        vm.stopPrank();
        _claim.currency = address(token);
        bytes memory signature = _sign();
        token.blockAccount(maya, true);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Blocked.selector, maya));
        _send(_claim, signature);
        assertEq(royalties.nonces(ines), 0, "not used");
        token.blockAccount(maya, false);
        assertEq(_send(_claim, signature), 100, "claimed");
    }

    /* WHAT WAS SIGNED */

    function test_RevertWhen_S08_AnyFieldIsAnother() public {
        bytes memory signature = _sign();
        WorkId other = registerAndTake(ines, "other");
        payEth(other, 5);
        ClaimSignature.Claim[6] memory changed;
        for (uint256 i = 0; i < 6; ++i) changed[i] = _claim;
        changed[0].work = WorkId.unwrap(other);
        changed[1].currency = address(1);
        changed[2].to = eve;
        changed[3].maxSteps = 10;
        changed[4].deadline = DEADLINE + 1;
        changed[5].deadline = DEADLINE - 1;
        for (uint256 i = 0; i < 6; ++i) {
            _expectInvalid(ines);
            _send(changed[i], signature);
        }
        // The nonce is compared before the signature; here the next one was signed for as well.
        _send(_claim, signature);
        changed[0] = _claim;
        changed[0].nonce = 1;
        _expectInvalid(ines);
        _send(changed[0], signature);
    }

    /// @dev Nobody can be made to claim by another's signature.
    function test_RevertWhen_S08_TheHolderIsAnother() public {
        transferUnits(_work, ines, tomas, UNITS / 2);
        payEth(_work, 100);
        ClaimSignature.Claim memory changed = _claim;
        changed.holder = tomas;
        _expectInvalid(tomas);
        _send(changed, _sign());
        // Also not if Ines signs for him.
        bytes memory signature = _signWith(INES_KEY, changed);
        _expectInvalid(tomas);
        _send(changed, signature);
    }

    function test_RevertWhen_S04_TheDomainIsAnother() public {
        _refuseDomain(ClaimSignature.Domain("Colophon", "1", block.chainid, address(royalties)));
        _refuseDomain(ClaimSignature.Domain("Colophon Royalties", "2", block.chainid, address(royalties)));
        _refuseDomain(ClaimSignature.Domain("Colophon Royalties", "1", block.chainid + 1, address(royalties)));
        _refuseDomain(ClaimSignature.Domain("Colophon Royalties", "1", block.chainid, address(licences)));
    }

    function test_RevertWhen_R06_TheChainHasSplit() public {
        bytes memory signature = _sign();
        uint256 before = block.chainid;
        vm.chainId(before + 1);
        _expectInvalid(ines);
        _send(_claim, signature);
        vm.chainId(before);
        assertEq(_send(_claim, signature), 100, "claimed");
    }

    function test_TheDomainIsPublished() public view {
        (, string memory name, string memory version, uint256 chainId, address contract_, , ) = IERC5267(
            address(royalties)
        ).eip712Domain();
        assertEq(name, "Colophon Royalties", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(contract_, address(royalties), "contract");
    }

    /* SIGNATURES */

    function test_RevertWhen_S01_TheSignatureIsTheHighTwin() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digest(_claim));
        _expectInvalid(ines);
        _send(_claim, abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27)));
    }

    function test_RevertWhen_S02_TheSignatureHasAnotherForm() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, _digest(_claim));
        bytes[7] memory forms = [
            abi.encodePacked(r, s, v - 27),
            abi.encodePacked(r, s, uint8(29)),
            abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))),
            abi.encodePacked(r, s, v, uint8(0)),
            abi.encodePacked(r, s),
            abi.encodePacked(bytes32(0), bytes32(0), v),
            bytes("")
        ];
        for (uint256 i = 0; i < forms.length; ++i) {
            _expectInvalid(ines);
            _send(_claim, forms[i]);
        }
        assertEq(royalties.nonces(ines), 0, "not used");
    }

    function test_RevertWhen_S03_TheHolderIsTheZeroAddress() public {
        _claim.holder = address(0);
        _expectInvalid(address(0));
        _send(_claim, "");
        _expectInvalid(address(0));
        _send(_claim, abi.encodePacked(bytes32("r"), bytes32("s"), uint8(27)));
    }

    function test_RevertWhen_S05_TheWalletAnswersAnythingButYes() public {
        address[5] memory wallets = [
            address(new WrongValueWallet()),
            address(new DirtyValueWallet()),
            address(new ShortDataWallet()),
            address(new RevertingWallet()),
            address(new GasEatingWallet())
        ];
        for (uint256 i = 0; i < wallets.length; ++i) {
            transferUnits(_work, ines, wallets[i], 1);
            _claim.holder = wallets[i];
            _expectInvalid(wallets[i]);
            _send(_claim, _sign());
        }
    }

    /// @dev The wallet is asked by a static call: it cannot claim in the middle of its own claim.
    function test_WhenS05_TheWalletReenters_NothingHappensInBetween() public {
        ReenteringWallet wallet = new ReenteringWallet(address(royalties));
        transferUnits(_work, ines, address(wallet), UNITS / 2);
        payEth(_work, 100);
        wallet.prepare(abi.encodeCall(IRoyalties.claim, (_work, ETH, eve, 9)));
        _claim.holder = address(wallet);
        uint256 before = maya.balance;
        assertEq(_send(_claim, ""), 50, "claimed");
        assertEq(maya.balance - before, 50, "to Maya");
    }

    /// @dev ERC-6492: a wallet that has no code yet signs with a longer form, which does not count here.
    function test_RevertWhen_S06_TheWalletIsNotDeployedYet() public {
        transferUnits(_work, ines, tomas, UNITS);
        _claim.holder = tomas;
        bytes memory wrapped = abi.encodePacked(
            abi.encode(address(this), "", _sign()),
            bytes32(0x6492649264926492649264926492649264926492649264926492649264926492)
        );
        _expectInvalid(tomas);
        _send(_claim, wrapped);
    }

    /// @dev EIP-7702: an account with code signs as its code says. Code that knows no ERC-1271 cannot sign at all.
    function test_WhenS06_AnAccountHasCode_ItsCodeDecides() public {
        bytes memory signature = _sign();
        vm.etch(ines, address(new RevertingWallet()).code);
        _expectInvalid(ines);
        _send(_claim, signature);
        vm.etch(ines, address(new YesWallet()).code);
        assertEq(_send(_claim, ""), 100, "claimed");
    }

    function test_WhenS07_TheKeyWasRotated_OnlyTheNewOneCounts() public {
        Wallet wallet = new Wallet(ines);
        transferUnits(_work, ines, address(wallet), UNITS);
        payEth(_work, 7);
        _claim.holder = address(wallet);
        bytes memory signature = _sign();
        wallet.rotate(tomas);
        _expectInvalid(address(wallet));
        _send(_claim, signature);
        wallet.rotate(ines);
        assertEq(_send(_claim, signature), 7, "claimed");
    }

    /* THE SAME RULES AS FOR A CLAIM */

    function test_RevertWhen_TheReceiverIsTheZeroAddressOrRoyalties() public {
        address[2] memory receivers = [address(0), address(royalties)];
        for (uint256 i = 0; i < 2; ++i) {
            _claim.to = receivers[i];
            bytes memory signature = _sign();
            vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidReceiver.selector, receivers[i]));
            _send(_claim, signature);
        }
        assertEq(royalties.nonces(ines), 0, "not used");
    }

    function test_RevertWhen_TheSignerNeverHeldUnits() public {
        WorkId other = register(tomas, "other");
        payEth(other, 100);
        _claim.work = WorkId.unwrap(other);
        bytes memory signature = _sign();
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NeverHeld.selector, other, ines));
        _send(_claim, signature);
    }

    /// @dev For a contract that can hold units but cannot receive ETH, and for whoever has no ETH for gas.
    function test_WhenTheHolderCannotReceive_ItNamesAnother() public {
        address rejecting = address(new RejectingReceiver());
        transferUnits(_work, ines, rejecting, UNITS);
        payEth(_work, 40);
        vm.etch(rejecting, address(new YesWallet()).code);
        _claim.holder = rejecting;
        assertEq(_send(_claim, ""), 40, "claimed");
    }

    function test_WhenNothingIsWaiting_NothingIsSentAndTheNonceIsUsed() public {
        claimAll(_work, ETH, ines);
        bytes memory signature = _sign();
        vm.recordLogs();
        assertEq(_send(_claim, signature), 0, "nothing");
        assertLogCount(0, "no events");
        assertEq(royalties.nonces(ines), 1, "used");
    }

    /// @dev As many changes of units are counted as were signed for; the next signature goes on.
    function test_WhenStepsAreLimited_EachSignatureGoesOn() public {
        transferUnits(_work, ines, maya, UNITS / 2);
        payEth(_work, 100);
        transferUnits(_work, ines, maya, UNITS / 4);
        payEth(_work, 100);
        assertEq(royalties.stepsOf(_work, ETH, ines), 2, "two steps");
        _claim.maxSteps = 1;
        assertEq(_send(_claim, _sign()), 100, "the first");
        _claim.nonce = 1;
        assertEq(_send(_claim, _sign()), 50 + 25, "the second and the open one");
    }

    function test_WhenSentInABatch_ItIsTheSame() public {
        bytes memory data = abi.encodeCall(IRoyalties.claimFor, (_work, ETH, ines, maya, 9, 0, DEADLINE, _sign()));
        uint256 before = maya.balance;
        assertEq(abi.decode(batch(eve, address(royalties), 0, data), (uint256)), 100, "claimed");
        assertEq(maya.balance - before, 100, "to Maya");
    }

    function testFuzz_AnyoneSendsIt_TheMoneyGoesWhereTheHolderSigned(address sender, uint96 amount, address to) public {
        if (uint160(to) < 0x10000 || to.code.length > 0 || to == address(vm)) to = maya;
        if (sender == address(0)) sender = eve;
        payEth(_work, amount == 0 ? 1 : amount);
        uint256 total = royalties.claimable(_work, ETH, ines, MOST);
        _claim.to = to;
        uint256 before = to.balance;
        bytes memory signature = _sign();

        vm.expectEmit(address(royalties));
        emit IRoyalties.Claimed(_work, ETH, ines, to, total);
        vm.recordLogs();
        vm.prank(sender);
        uint256 claimed = royalties.claimFor(_work, ETH, ines, to, 9, 0, DEADLINE, signature);

        assertLogCount(1, "events");
        assertEq(claimed, total, "claimed");
        assertEq(to.balance - before, total, "arrived");
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 0, "nothing is left");
        assertEq(royalties.nonces(ines), 1, "used");
        assertEq(royalties.nonces(sender), sender == ines ? 1 : 0, "the sender's is not");
    }

    /* HELPERS */

    function _digest(ClaimSignature.Claim memory claim) private view returns (bytes32) {
        return
            ClaimSignature.digestOf(
                ClaimSignature.Domain("Colophon Royalties", "1", block.chainid, address(royalties)),
                claim
            );
    }

    function _sign() private view returns (bytes memory) {
        return _signWith(INES_KEY, _claim);
    }

    function _signWith(uint256 key, ClaimSignature.Claim memory claim) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, _digest(claim));
        return abi.encodePacked(r, s, v);
    }

    function _refuseDomain(ClaimSignature.Domain memory domain) private {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(INES_KEY, ClaimSignature.digestOf(domain, _claim));
        _expectInvalid(ines);
        _send(_claim, abi.encodePacked(r, s, v));
    }

    function _expectInvalid(address holder) private {
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_InvalidSignature.selector, holder));
    }

    function _send(ClaimSignature.Claim memory claim, bytes memory signature) private returns (uint256) {
        vm.prank(eve);
        return
            royalties.claimFor(
                WorkId.wrap(claim.work),
                claim.currency,
                claim.holder,
                claim.to,
                claim.maxSteps,
                claim.nonce,
                claim.deadline,
                signature
            );
    }
}
