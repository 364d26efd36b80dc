// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Campaign} from "../utils/Campaign.sol";
import {RightsHandler} from "./RightsHandler.sol";

/// @title What always holds of works, offers and licences
/// @dev The numbers are those of SECURITY.md.
/// 5. A licence never outlives its terms: from its sale on, its work, terms, start and end never change, whatever
///    happens to its offer and its work; it covers exactly its uses, from its start until before its end; it moves only
///    if its terms say so. No offer sells more than its supply, and none that is closed, over, or of a former
///    controller sells any.
/// 6. Nobody but the controller changes a work: its claimant, content, category and time of registration never change,
///    and its versions are exactly those that its controllers recorded.
/// 8. Nothing is privileged by deployment: strangers, among them whoever deployed the contracts, can do none of eleven
///    things that are for others, directly, in a batch, or with somebody's address appended (asserted at every try).
/// Each run is a random sequence of registering, revising, moving, publishing, closing, buying, waiting and trying in
/// vain. A failing action fails the run, and at least four of five actions must do something.
contract RightsInvariants is Campaign {
    RightsHandler private _handler;
    IWorks private _works;
    ILicences private _licences;

    function setUp() public {
        _handler = new RightsHandler();
        (_works, _licences) = _handler.contracts();
        bytes4[] memory selectors = new bytes4[](10);
        selectors[0] = RightsHandler.registerWork.selector;
        selectors[1] = RightsHandler.revise.selector;
        selectors[2] = RightsHandler.moveWork.selector;
        selectors[3] = RightsHandler.publishOffer.selector;
        selectors[4] = RightsHandler.closeOffer.selector;
        selectors[5] = RightsHandler.buyLicence.selector;
        selectors[6] = RightsHandler.buyInVain.selector;
        selectors[7] = RightsHandler.moveLicence.selector;
        selectors[8] = RightsHandler.wait_.selector;
        selectors[9] = RightsHandler.tryAsAStranger.selector;
        target(address(_handler), selectors);
    }

    /// hardhat-config: invariant.runs = 8
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.failOnRevert = true
    function invariant_5_LicencesKeepTheirTerms() public view {
        RightsHandler.Sold[] memory sales = _handler.sales();
        for (uint256 i = 0; i < sales.length; ++i) {
            RightsHandler.Sold memory sold = sales[i];
            ILicences.Licence memory state = sold.state;
            assertEq(abi.encode(_licences.licenceOf(sold.id)), abi.encode(state), "licence");
            assertEq(IERC721(address(_licences)).ownerOf(LicenceId.unwrap(sold.id)), state.holder, "the token's owner");
            uint8 use = uint8(i % 64);
            bool covered = (sold.terms.uses >> use) & 1 == 1;
            _expect(sold, use, state.start, covered, ILicences.Reason.Licensed);
            _expect(sold, use, state.start - 1, covered, ILicences.Reason.NotStarted);
            _expect(sold, use, state.end - 1, covered, ILicences.Reason.Licensed);
            if (state.end != type(uint40).max) _expect(sold, use, state.end, covered, ILicences.Reason.Expired);
        }
        RightsHandler.Offered[] memory offers = _handler.offers();
        uint256 sum;
        for (uint256 i = 0; i < offers.length; ++i) {
            RightsHandler.Offered memory offered = offers[i];
            (ILicences.OfferState state, uint32 number) = _licences.offerOf(keccak256(abi.encode(offered.offer)));
            assertEq(uint256(state), uint256(offered.state), "offer's state");
            assertEq(number, offered.sold, "offer's sales");
            vm.assertLe(number, offered.offer.supply, "supply");
            sum += number;
        }
        assertEq(sum, sales.length, "all sales are of offers");
    }

    /// hardhat-config: invariant.runs = 8
    /// hardhat-config: invariant.depth = 60
    /// hardhat-config: invariant.failOnRevert = true
    function invariant_6_WorksAreWhatTheirControllersMadeThem() public view {
        RightsHandler.Known[] memory known = _handler.known();
        assertEq(_works.totalWorks(), known.length, "all works");
        uint256 licences;
        for (uint256 i = 0; i < known.length; ++i) {
            WorkId id = _works.workIdOf(known[i].claimant, known[i].contentRoot);
            assertEq(id, known[i].id, "claimant and content");
            assertEq(abi.encode(_works.workOf(id)), abi.encode(known[i].state), "work");
            licences += _licences.totalLicences(id);
        }
        assertEq(licences, _handler.sales().length, "licences");
        uint256 balances;
        for (uint256 p = 0; p < 5; ++p) balances += IERC721(address(_works)).balanceOf(_handler.people(p));
        assertEq(balances, known.length, "balances");
    }

    function afterInvariant() public view {
        assertMostly(_handler.actions() - _handler.idle(), _handler.actions());
    }

    function _expect(
        RightsHandler.Sold memory sold,
        uint8 use,
        uint40 time,
        bool covered,
        ILicences.Reason reason
    ) private view {
        assertEq(
            uint256(_licences.isLicensed(sold.state.holder, sold.id, use, time)),
            uint256(covered ? reason : ILicences.Reason.UseNotCovered),
            "is licensed"
        );
    }
}
