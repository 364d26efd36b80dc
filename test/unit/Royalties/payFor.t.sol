// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {FeeToken} from "../../mocks/Tokens.sol";
import {Chained} from "../../utils/Chained.sol";

/// @dev Money follows the chain of licences, whoever pays: at the sale, at the renewal, and afterwards.
contract RoyaltiesPayForTest is Chained {
    WorkId private _work;
    ITerms.Terms private _terms;
    address[8] private _licensors;

    function setUp() public override {
        super.setUp();
        _work = registerAndTake(ines, CONTENT);
        _terms = someTerms();
        for (uint256 i = 0; i < 8; ++i) {
            _licensors[i] = address(uint160(0xa11ce000 + i));
            vm.deal(_licensors[i], 1 ether);
        }
    }

    function test_RevertWhen_ThereIsNoSuchLicence() public {
        LicenceId none = toLicenceId(_work, 1);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, LicenceId.unwrap(none)));
        vm.prank(maya);
        royalties.payFor{value: 1}(none, ETH, 1);
    }

    function test_RevertWhen_NothingIsPaidOrTheEthIsNotTheAmount() public {
        LicenceId licence = _chain(2, ALL / 2);
        vm.startPrank(maya);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_ZeroAmount.selector));
        royalties.payFor(licence, ETH, 0);
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_WrongValue.selector, 1, 2));
        royalties.payFor{value: 1}(licence, ETH, 2);
    }

    /// @dev A licence of the work's controller has nobody above it.
    function test_WhenTheLicenceIsTheControllers_AllIsTheWorks() public {
        LicenceId licence = _chain(1, 0);
        uint256 before = royalties.received(_work, ETH);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, eve, 100, bytes32(LicenceId.unwrap(licence)));
        vm.prank(eve);
        assertEq(royalties.payFor{value: 100}(licence, ETH, 100), 100, "credited");
        assertEq(royalties.received(_work, ETH) - before, 100, "all of it");
    }

    /// @dev B5: 10,000 for the third licence, twice 75 %: author 5,625, publisher 2,500 of what is paid to them, the one
    /// between them 1,875.
    function test_WhenB5_TheThirdLicenceIsPaidFor_AuthorAndPublishersAreToTheUnit() public {
        LicenceId licence = _chain(3, 750_000_000);
        uint256 before = royalties.received(_work, ETH);
        vm.prank(eve);
        royalties.payFor{value: 10_000}(licence, ETH, 10_000);
        assertEq(royalties.received(_work, ETH) - before, 5_625, "the author's");
        assertEq(royalties.proceedsOf(_licensors[1], ETH), 2_500, "who sold it");
        assertEq(royalties.proceedsOf(_licensors[0], ETH), 1_875, "who sold to them");
    }

    function test_AtEveryLevel_WhoHoldsTheLicencesAboveIsPaid() public {
        for (uint256 levels = 1; levels <= 8; ++levels) {
            _work = registerAndTake(ines, bytes32(levels));
            LicenceId licence = _chain(levels + 1, 900_000_000);
            uint256 left = 1 ether;
            uint256[8] memory before;
            for (uint256 i = 0; i < levels; ++i) before[i] = royalties.proceedsOf(_licensors[i], ETH);
            uint256 received = royalties.received(_work, ETH);
            vm.prank(eve);
            royalties.payFor{value: 1 ether}(licence, ETH, 1 ether);
            for (uint256 i = levels; i > 0; --i) {
                assertEq(
                    royalties.proceedsOf(_licensors[i - 1], ETH) - before[i - 1],
                    left / 10,
                    "a tenth of the rest"
                );
                left -= left / 10;
            }
            assertEq(royalties.received(_work, ETH) - received, left, "the work's");
        }
    }

    /// @dev Who holds a licence when it is paid, and not who sold below it.
    function test_WhenALicenceMoved_ItsHolderIsPaid() public {
        LicenceId licence = _chain(2, ALL / 4);
        vm.prank(eve);
        royalties.payFor{value: 100}(licence, ETH, 100);
        LicenceId parent = licences.licenceOf(licence).parent;
        vm.prank(_licensors[0]);
        licences.transferFrom(_licensors[0], tomas, LicenceId.unwrap(parent));
        vm.prank(eve);
        royalties.payFor{value: 100}(licence, ETH, 100);
        assertEq(royalties.proceedsOf(_licensors[0], ETH), 75, "before");
        assertEq(royalties.proceedsOf(tomas, ETH), 75, "after");
    }

    /// @dev What is owed for a licence can be paid when it is over.
    function test_WhenALicenceIsOver_ItCanBePaidFor() public {
        LicenceId licence = _chain(2, ALL / 4);
        vm.warp(vm.getBlockTimestamp() + 3650 days);
        vm.prank(eve);
        assertEq(royalties.payFor{value: 100}(licence, ETH, 100), 100, "credited");
        assertEq(royalties.proceedsOf(_licensors[0], ETH), 75, "the licensor's");
    }

    function test_WhenL07_TheTokenTakesAFee_WhatArrivesIsDivided() public {
        LicenceId licence = _chain(2, ALL / 2);
        FeeToken token = new FeeToken();
        token.mint(eve, 1_000);
        vm.startPrank(eve);
        token.approve(address(royalties), 1_000);
        assertEq(royalties.payFor(licence, address(token), 1_000), 990, "credited");
        assertEq(royalties.proceedsOf(_licensors[0], address(token)), 495, "the licensor's");
        assertEq(royalties.received(_work, address(token)), 495, "the work's");
    }

    function test_WhenSentInABatch_TheSenderPays() public {
        LicenceId licence = _chain(2, ALL / 2);
        vm.expectEmit(address(royalties));
        emit IRoyalties.Paid(_work, ETH, eve, 50, bytes32(LicenceId.unwrap(licence)));
        batch(eve, address(royalties), 100, abi.encodeCall(IRoyalties.payFor, (licence, ETH, 100)));
    }

    /// @dev The way of people: the price, and that of a renewal, go the way that any payment goes.
    function test_WhenASublicenceIsSoldAndRenewed_ThePriceIsDividedAndEverybodyIsPaid() public {
        (_terms.sublicensing, _terms.sublicenceShare, _terms.duration) = (1, 300_000_000, FOREVER);
        LicenceId parent = buy(tomas, publish(_work, _terms));
        claimAll(_work, ETH, ines);
        (_terms.sublicensing, _terms.sublicenceShare, _terms.duration) = (0, 0, 1 days);
        IOffers.Offer memory offer = publishUnder(parent, tomas, _terms);
        LicenceId licence = buy(maya, offer);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 0.3 ether, "the work's");
        assertEq(royalties.proceedsOf(tomas, ETH), 0.7 ether, "the licensor's");
        renew(maya, offer, licence, 2);
        assertEq(royalties.claimable(_work, ETH, ines, MOST), 0.9 ether, "with the renewal");
        assertEq(royalties.proceedsOf(tomas, ETH), 2.1 ether, "with the renewal");
        vm.prank(tomas);
        royalties.withdraw(ETH, tomas);
        claimAll(_work, ETH, ines);
        assertEq(address(royalties).balance, 0, "all is out");
    }

    /// @dev The last of so many licences below one another; each that has one below asks the same share.
    function _chain(uint256 length, uint32 share) private returns (LicenceId) {
        address[] memory licensors = new address[](length - 1);
        uint32[] memory shares = new uint32[](length - 1);
        for (uint256 i = 0; i < length - 1; ++i) (licensors[i], shares[i]) = (_licensors[length - 2 - i], share);
        return licenceBelow(_work, licensors, shares);
    }
}
