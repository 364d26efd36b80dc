// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {LicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {PlainCollectible} from "../../mocks/PlainCollectible.sol";
import {
    AllFeeToken,
    FeeToken,
    MissingReturnToken,
    NoZeroToken,
    PlainToken,
    RebasingToken,
    SwitchToken,
    TwoDoorToken
} from "../../mocks/Tokens.sol";
import {Chained} from "../../utils/Chained.sol";

/// @dev L07, Y10: every kind of token. What a strange one does stays in its own books: the guard below compares what
/// Ines and Tomas could claim in ETH and in an ordinary token, of two works, before and after.
contract RoyaltiesCurrenciesTest is Chained {
    WorkId private _work;
    WorkId private _other;
    PlainToken private _plain;

    function setUp() public override {
        super.setUp();
        _work = registerFor(inesAndTomas(), CONTENT);
        _other = registerAndTake(ines, "other");
        take(_work, inesAndTomas(), 0);
        take(_work, inesAndTomas(), 1);
        _plain = new PlainToken(18);
        _mintAndAllow(address(_plain), 1000);
        _pay(_work, address(_plain), 600);
        _pay(_other, address(_plain), 400);
        payEth(_work, 600);
        payEth(_other, 400);
    }

    modifier othersAreUntouched() {
        _;
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 420, "ETH, Ines");
        assertEq(royalties.claimable(_work, ETH, tomas, MOST), 180, "ETH, Tomas");
        assertEq(royalties.claimable(_other, ETH, ines, MOST), 400, "ETH, other work");
        assertEq(royalties.claimable(_work, address(_plain), ines, MOST), 420, "tokens, Ines");
        assertEq(royalties.claimable(_work, address(_plain), tomas, MOST), 180, "tokens, Tomas");
        assertEq(royalties.claimable(_other, address(_plain), ines, MOST), 400, "tokens, other work");
        // And it is really there.
        assertEq(claimAll(_work, ETH, ines) + claimAll(_work, ETH, tomas) + claimAll(_other, ETH, ines), 1000, "ETH");
        uint256 sum = claimAll(_work, address(_plain), ines) + claimAll(_work, address(_plain), tomas);
        assertEq(sum + claimAll(_other, address(_plain), ines), 1000, "tokens");
    }

    /* TOKENS THAT ARE NONE */

    function test_RevertWhen_L07_ThereIsNoCodeAtTheAddress() public othersAreUntouched {
        vm.expectRevert();
        vm.prank(maya);
        royalties.pay(_work, eve, 100, MEMO);
    }

    /// @dev A contract that is no token: its own balanceOf and transferFrom, if any, move its own things only.
    function test_RevertWhen_L07_TheCurrencyIsOneOfOurContracts() public othersAreUntouched {
        address[3] memory contracts_ = [address(royalties), address(colophon), address(timestamps)];
        for (uint256 i = 0; i < contracts_.length; ++i) {
            vm.expectRevert();
            vm.prank(maya);
            royalties.pay(_work, contracts_[i], 100, MEMO);
        }
        // Works and Licences look like tokens: `transferFrom` moves the payer's own token, if the payer allowed it.
        uint256 id = WorkId.unwrap(_other);
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, address(royalties), id)
        );
        vm.prank(ines);
        royalties.pay(_work, address(works), id, MEMO);
    }

    /// @dev L18: an ERC-721 moves by the function of ERC-20, its number as the amount. It would be locked for ever.
    function testFuzz_RevertWhen_L07_TheCurrencyIsAnNft(uint256 id) public othersAreUntouched {
        if (id == 0) id = 1;
        PlainCollectible nft = new PlainCollectible();
        nft.mint(maya, id);
        vm.startPrank(maya);
        nft.approve(address(royalties), id);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotACurrency.selector, address(nft)));
        royalties.pay(_work, address(nft), id, MEMO);
        vm.stopPrank();
        assertEq(nft.ownerOf(id), maya, "still hers");
        // The same for one of our own, and when a licence is paid with it.
        uint256 work = WorkId.unwrap(_other);
        vm.prank(ines);
        works.approve(address(royalties), work);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotACurrency.selector, address(works)));
        vm.prank(ines);
        royalties.pay(_work, address(works), work, MEMO);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotACurrency.selector, address(works)));
        vm.prank(address(offers));
        royalties.collect(ines, _work, address(works), work, MEMO);
        LicenceId licence = licenceBelow(_work, tomas, ALL / 2);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NotACurrency.selector, address(works)));
        vm.prank(address(offers));
        royalties.collectFor(ines, licence, address(works), work);
    }

    /// @dev One unit of an ordinary token is one unit.
    function test_WhenL07_OneUnitIsPaid_ItIsCredited() public othersAreUntouched {
        PlainToken token = new PlainToken(0);
        _mintAndAllow(address(token), 1);
        _pay(_work, address(token), 1);
        assertEq(royalties.received(_work, address(token)), 1, "one");
    }

    function test_RevertWhen_L07_TheTokenAnswersFalse() public othersAreUntouched {
        SwitchToken token = _switchToken();
        token.switchTo(SwitchToken.Mode.AnswersFalse);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        _pay(_work, address(token), 100);
        // After a payment, also a claim stops, and goes on when the token does.
        token.switchTo(SwitchToken.Mode.Ordinary);
        _pay(_work, address(token), 100);
        token.switchTo(SwitchToken.Mode.AnswersFalse);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        claimAll(_work, address(token), ines);
        assertEq(royalties.claimable(_work, address(token), ines, MOST), 70, "nothing is lost");
        token.switchTo(SwitchToken.Mode.Ordinary);
        assertEq(claimAll(_work, address(token), ines), 70, "later");
    }

    function test_RevertWhen_L07_NothingArrives() public othersAreUntouched {
        SwitchToken token = _switchToken();
        token.switchTo(SwitchToken.Mode.MovesNothing);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(token), 100));
        _pay(_work, address(token), 100);
        AllFeeToken allFee = new AllFeeToken();
        _mintAndAllow(address(allFee), 100);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_NothingReceived.selector, address(allFee), 100));
        _pay(_work, address(allFee), 100);
    }

    /* TOKENS THAT STOP */

    function test_RevertWhen_L07_TheTokenIsPaused() public othersAreUntouched {
        SwitchToken token = _switchToken();
        _pay(_work, address(token), 100);
        token.switchTo(SwitchToken.Mode.Paused);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Paused.selector));
        _pay(_work, address(token), 100);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Paused.selector));
        claimAll(_work, address(token), ines);
        token.switchTo(SwitchToken.Mode.Ordinary);
        assertEq(claimAll(_work, address(token), ines), 70, "later");
        assertEq(claimAll(_work, address(token), tomas), 30, "later");
    }

    /// @dev Who is blocked by a token can still have it sent to somebody else; nobody else waits for them.
    function test_WhenL07_AHolderIsBlocked_TheOthersAreNot() public othersAreUntouched {
        SwitchToken token = _switchToken();
        _pay(_work, address(token), 100);
        token.blockAccount(ines, true);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Blocked.selector, ines));
        claimAll(_work, address(token), ines);
        assertEq(claimAll(_work, address(token), tomas), 30, "Tomas");
        vm.prank(ines);
        assertEq(royalties.claim(_work, address(token), maya, 9), 70, "Ines, to Maya");
    }

    function test_WhenL07_RoyaltiesItselfIsBlocked_OnlyThisTokenStops() public othersAreUntouched {
        SwitchToken token = _switchToken();
        _pay(_work, address(token), 100);
        token.blockAccount(address(royalties), true);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Blocked.selector, address(royalties)));
        claimAll(_work, address(token), tomas);
        vm.expectRevert(abi.encodeWithSelector(SwitchToken.Blocked.selector, address(royalties)));
        _pay(_work, address(token), 100);
    }

    /* TOKENS THAT TAKE */

    function test_WhenY10_TheTokenTakesMoneyBack_OnlyItsOwnClaimsSuffer() public othersAreUntouched {
        SwitchToken token = _switchToken();
        _pay(_work, address(token), 100);
        _pay(_other, address(token), 50);
        token.confiscate(address(royalties), 100);
        assertEq(token.balanceOf(address(royalties)), 50, "a third is left");
        assertEq(claimAll(_work, address(token), tomas), 30, "first come");
        vm.expectRevert();
        claimAll(_work, address(token), ines);
        assertEq(royalties.claimable(_work, address(token), ines, MOST), 70, "what is owed is still written");
        // What comes in later serves whoever claims next, and the books go on.
        _pay(_other, address(token), 100);
        assertEq(claimAll(_work, address(token), ines), 70, "then");
    }

    function test_WhenY10_TheTokenVanishes_OnlyItsOwnClaimsSuffer() public othersAreUntouched {
        SwitchToken token = _switchToken();
        _pay(_work, address(token), 100);
        vm.etch(address(token), "");
        assertEq(royalties.claimable(_work, address(token), ines, MOST), 70, "claimable");
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        claimAll(_work, address(token), ines);
    }

    function test_WhenL07_TheTokenTakesAFee_WhatArrivesIsShared() public othersAreUntouched {
        FeeToken token = new FeeToken();
        _mintAndAllow(address(token), 10_000);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, address(token), maya, 9_900, MEMO);
        vm.prank(maya);
        assertEq(royalties.pay(_work, address(token), 10_000, MEMO), 9_900, "credited");
        assertEq(claimAll(_work, address(token), ines), 6_930, "Ines's part");
        assertEq(token.balanceOf(ines), 6_861, "less the fee on the way out");
        assertEq(claimAll(_work, address(token), tomas), 2_970, "Tomas's part");
        assertEq(token.balanceOf(address(royalties)), 0, "solvent to the last unit");
    }

    function test_WhenL07_BalancesRebase_CreditsStay() public othersAreUntouched {
        RebasingToken token = new RebasingToken();
        _mintAndAllow(address(token), 3_000);
        _pay(_work, address(token), 1_000);
        // Up: what was credited can be claimed, the rest is nobody's.
        token.rebase(150);
        assertEq(royalties.claimable(_work, address(token), tomas, MOST), 300, "no more");
        assertEq(claimAll(_work, address(token), tomas), 300, "claimed");
        // Down: the last ones to claim suffer, in this token.
        token.rebase(50);
        vm.expectRevert();
        claimAll(_work, address(token), ines);
        token.rebase(100);
        assertEq(claimAll(_work, address(token), ines), 700, "when it is back");
    }

    /* TOKENS THAT ARE ONLY UNUSUAL */

    function test_WhenL07_TheTokenAnswersNothing() public othersAreUntouched {
        MissingReturnToken token = new MissingReturnToken();
        token.mint(maya, 100);
        vm.prank(maya);
        token.approve(address(royalties), 100);
        vm.prank(maya);
        assertEq(royalties.pay(_work, address(token), 100, MEMO), 100, "credited");
        assertEq(claimAll(_work, address(token), ines), 70, "Ines");
        assertEq(token.balanceOf(ines), 70, "arrived");
    }

    function test_WhenL07_TheTokenHas0Or77Decimals() public othersAreUntouched {
        PlainToken whole = new PlainToken(0);
        _mintAndAllow(address(whole), 10);
        _pay(_work, address(whole), 1);
        assertEq(claimAll(_work, address(whole), ines), 0, "70 % of one is none yet");
        _pay(_work, address(whole), 9);
        assertEq(claimAll(_work, address(whole), ines), 7, "but counts");
        assertEq(claimAll(_work, address(whole), tomas), 3, "Tomas");

        PlainToken fine = new PlainToken(77);
        uint256 one = 10 ** 77;
        _mintAndAllow(address(fine), one);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_TooMuch.selector, _work, address(fine), one));
        _pay(_work, address(fine), one);
        _pay(_work, address(fine), 10 ** 33);
        assertEq(claimAll(_work, address(fine), tomas), 3 * 10 ** 32, "a part of one");
    }

    function test_WhenL07_TheTokenRefusesZero_ClaimsOfNothingAreStillFine() public othersAreUntouched {
        NoZeroToken token = new NoZeroToken();
        _mintAndAllow(address(token), 1);
        _pay(_work, address(token), 1);
        assertEq(claimAll(_work, address(token), ines), 0, "70 % of one");
        assertEq(claimAll(_work, address(token), tomas), 0, "30 % of one");
    }

    /// @dev A token with two addresses is two currencies: what came in by one goes out by it.
    function test_WhenL07_TheTokenHasTwoDoors_NothingIsPaidTwice() public othersAreUntouched {
        TwoDoorToken token = new TwoDoorToken();
        address back = address(token.backDoor());
        _mintAndAllow(address(token), 300);
        _pay(_work, address(token), 100);
        _pay(_work, back, 200);
        assertEq(royalties.received(_work, address(token)), 100, "front");
        assertEq(royalties.received(_work, back), 200, "back");
        assertEq(claimAll(_work, address(token), ines) + claimAll(_work, back, ines), 210, "Ines");
        assertEq(claimAll(_work, address(token), tomas) + claimAll(_work, back, tomas), 90, "Tomas");
        assertEq(token.balanceOf(address(royalties)), 0, "all is out");
    }

    /// @dev Tokens that somebody sends without paying are nobody's, and disturb nothing.
    function test_WhenTokensOrEthAreSentWithoutPaying_NobodyIsCredited() public othersAreUntouched {
        _plain.mint(address(royalties), 1_000);
        vm.deal(address(royalties), address(royalties).balance + 1_000);
        _mintAndAllow(address(_plain), 10);
        WorkId third = registerAndTake(tomas, "third");
        _pay(third, address(_plain), 10);
        assertEq(royalties.claimable(third, address(_plain), tomas, MOST), 10, "only what was paid");
    }

    /* HELPERS */

    function _switchToken() private returns (SwitchToken token) {
        token = new SwitchToken();
        _mintAndAllow(address(token), 1_000);
    }

    function _mintAndAllow(address token, uint256 amount) private {
        PlainToken(token).mint(maya, amount);
        vm.prank(maya);
        IERC20(token).approve(address(royalties), type(uint256).max);
    }

    function _pay(WorkId work, address currency, uint256 amount) private {
        vm.prank(maya);
        royalties.pay(work, currency, amount, MEMO);
    }
}
