// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicences} from "../../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../../contracts/interfaces/IWorks.sol";
import {LicenceId, toLicenceId} from "../../../contracts/types/LicenceId.sol";
import {TermsId} from "../../../contracts/types/TermsId.sol";
import {WorkId} from "../../../contracts/types/WorkId.sol";
import {Licensing} from "../../utils/Licensing.sol";

/// @dev Making a work from others: {Works.register} with sources. Tomas makes, from works of Ines's.
contract LicencesDeriveTest is Licensing {
    uint256 private _made;
    mapping(LicenceId licence => uint32) private _shareOf;

    /* REFUSALS */

    function test_RevertWhen_SomebodyElseThanWorksAsks() public {
        address[4] memory people = [ines, eve, deployer, address(compliance)];
        for (uint256 i = 0; i < people.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotAllowed.selector, people[i]));
            vm.prank(people[i]);
            licences.derive(WorkId.wrap(1), eve, new LicenceId[](0));
        }
    }

    function test_RevertWhen_Y07_ThereIsNoSuchLicence() public {
        WorkId work = register(ines, CONTENT);
        _refuseNotLive(toLicenceId(work, 1), ILicences.Reason.NotHolder);
    }

    function test_RevertWhen_Y07_TheLicenceIsSomebodyElses() public {
        LicenceId licence = _buy(eve, ITerms.Derivatives.Allowed, 0);
        _refuseNotLive(licence, ILicences.Reason.NotHolder);
        // Nor may who controls the work skip the licence.
        vm.expectRevert(
            abi.encodeWithSelector(ILicences.Licences_NotLive.selector, licence, ILicences.Reason.NotHolder)
        );
        _derive(ines, _one(licence));
    }

    function test_RevertGiven_Y07_TheLicenceIsOver() public {
        LicenceId licence = _buy(tomas, ITerms.Derivatives.Allowed, 0);
        vm.warp(NOW + 365 days);
        _refuseNotLive(licence, ILicences.Reason.Expired);
        vm.warp(NOW + 365 days - 1);
        WorkId work = _derive(tomas, _one(licence));
        assertEq(works.isRegistered(work), true, "in the last second");
    }

    function test_RevertGiven_Y07_TheLicenceEndedEarly() public {
        ITerms.Terms memory what = underRules(_terms(ITerms.Derivatives.Allowed, 0));
        IOffers.Offer memory offer = publish(_work(), what);
        LicenceId licence = buy(tomas, offer);
        licences.terminate(licence, what);
        _refuseNotLive(licence, ILicences.Reason.Terminated);
        licence = buy(tomas, offer);
        surrender(tomas, licence);
        _refuseNotLive(licence, ILicences.Reason.Surrendered);
    }

    function test_RevertGiven_Y07_TheLicenceHasNotStarted() public {
        IOffers.Offer memory offer = offerOf(_work(), ines, terms.defineTerms(_terms(ITerms.Derivatives.Allowed, 0)));
        LicenceId licence = buy(tomas, publishFrom(offer, NOW + 1));
        _refuseNotLive(licence, ILicences.Reason.NotStarted);
        vm.warp(NOW + 1);
        _derive(tomas, _one(licence));
    }

    function test_RevertGiven_Y07_TheLicenceAboveIsTerminated() public {
        ITerms.Terms memory what = underRules(_terms(ITerms.Derivatives.Allowed, ALL / 10));
        what.sublicensing = 1;
        LicenceId parent = buy(maya, publish(_work(), what));
        ITerms.Terms memory inner = _terms(ITerms.Derivatives.Allowed, ALL / 5);
        inner.fallsWithParent = true;
        LicenceId licence = buy(tomas, publishUnder(parent, maya, inner));
        licences.terminate(parent, what);
        vm.expectRevert(notLive(parent, ILicences.Reason.Terminated));
        _derive(tomas, _one(licence));
    }

    function test_RevertWhen_Y07_TheLicenceAllowsNoDerivatives() public {
        LicenceId licence = _buy(tomas, ITerms.Derivatives.None, 0);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NoDerivatives.selector, licence));
        _derive(tomas, _one(licence));
    }

    /// @dev So no work can be named twice, by one licence or by two.
    function test_RevertWhen_Y07_SourcesAreNotAscendingOrOfOneWork() public {
        IOffers.Offer memory offer = publish(_work(), _terms(ITerms.Derivatives.Allowed, 0));
        LicenceId one = buy(tomas, offer);
        LicenceId two = buy(tomas, offer);
        LicenceId other = _buy(tomas, ITerms.Derivatives.Allowed, 0);
        _refuseOrder(one, one, one);
        _refuseOrder(one, two, two);
        (LicenceId low, LicenceId high) = LicenceId.unwrap(one) < LicenceId.unwrap(other) ? (one, other) : (other, one);
        _refuseOrder(high, low, low);
        WorkId work = _derive(tomas, _two(low, high));
        assertEq(works.isRegistered(work), true, "in order");
    }

    function test_RevertWhen_Y07_ThereAreMoreThan16Sources() public {
        LicenceId[] memory sources = new LicenceId[](17);
        vm.expectRevert(abi.encodeWithSelector(IWorks.Works_TooManySources.selector, 17, 16));
        _derive(tomas, sources);
    }

    function test_RevertWhen_Y08_TheSharesAreMoreThanAll() public {
        LicenceId[] memory sources = _sorted(2, ITerms.Derivatives.Allowed, ALL / 2);
        LicenceId third = _buy(tomas, ITerms.Derivatives.Allowed, 1);
        LicenceId[] memory three = _insert(sources, third);
        WorkId work = works.workIdOf(tomas, _nextContent());
        vm.expectRevert(abi.encodeWithSelector(IRoyalties.Royalties_OwesTooMuch.selector, work, ALL + 1));
        _derive(tomas, three);
        work = _derive(tomas, sources);
        assertEq(royalties.keptOf(work), 0, "all of it is allowed");
    }

    function test_RevertWhen_ShareAlikeIsAskedTwice() public {
        LicenceId[] memory sources = _sorted(2, ITerms.Derivatives.ShareAlike, 0);
        TermsId one = licences.licenceOf(sources[0]).terms;
        TermsId other = licences.licenceOf(sources[1]).terms;
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ShareAlikeTwice.selector, one, other));
        _derive(tomas, sources);
    }

    /// @dev Also as a step of a batch.
    function test_RevertWhen_SentInABatch_TheRulesHold() public {
        LicenceId licence = _buy(tomas, ITerms.Derivatives.None, 0);
        IWorks.Registration memory registration = registrationOf("batch", 0);
        registration.sources = _one(licence);
        bytes memory data = abi.encodeCall(IWorks.register, (registration, nothing()));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NoDerivatives.selector, licence));
        this.batchAs(tomas, data);
        registration.sources = _one(_buy(tomas, ITerms.Derivatives.Allowed, 1));
        data = abi.encodeCall(IWorks.register, (registration, nothing()));
        this.batchAs(tomas, data);
        assertEq(works.balanceOf(tomas), 1, "registered");
    }

    function batchAs(address sender, bytes calldata data) external {
        batch(sender, address(works), 0, data);
    }

    /* SHARE-ALIKE */

    /// @dev From two works under the same share-alike terms, and one that asks nothing.
    function test_WhenShareAlikeTermsAreTheSame_TheNewWorkIsBoundToThem() public {
        ITerms.Terms memory what = _terms(ITerms.Derivatives.ShareAlike, ALL / 10);
        LicenceId[] memory sources = new LicenceId[](0);
        IOffers.Offer memory offer;
        for (uint256 i = 0; i < 2; ++i) {
            offer = publish(_work(), what);
            sources = _insert(sources, buy(tomas, offer));
        }
        sources = _insert(sources, _buy(tomas, ITerms.Derivatives.Allowed, 0));
        WorkId work = _derive(tomas, sources);
        assertEq(licences.boundsOf(work).shareAlike == offer.terms, true, "the terms");
        assertEq(works.workOf(work).bound, true, "marked");
        (address controller, bool bound_, uint32 version) = works.controllerOf(work);
        assertEq(controller, tomas, "controller");
        assertEq(bound_, true, "marked");
        assertEq(version, 1, "version");
        IOffers.Offer memory wrong = offerOf(work, tomas, terms.defineTerms(someTerms()));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_ShareAlike.selector, work, offer.terms));
        publish(wrong);
        publish(offerOf(work, tomas, offer.terms));
        // The mark stays through revisions.
        vm.prank(tomas);
        works.revise(work, "new", 0, "metadata", nothing());
        assertEq(works.workOf(work).bound, true, "still marked");
        assertEq(works.workOf(work).revisions, 1, "revisions");
    }

    /// @dev And so on, for works made from it.
    function test_WhenADerivativeOfADerivativeIsMade_ItIsBoundToo() public {
        LicenceId licence = _buy(tomas, ITerms.Derivatives.ShareAlike, 0);
        TermsId required = licences.licenceOf(licence).terms;
        WorkId first = _derive(tomas, _one(licence));
        IOffers.Offer memory offer = offerOf(first, tomas, required);
        publish(offer);
        WorkId second = _derive(maya, _one(buy(maya, offer)));
        assertEq(licences.boundsOf(second).shareAlike == required, true, "the terms");
    }

    /* WHAT HAPPENS AFTERWARDS */

    /// @dev A work that was made stays made: what happens to the licence changes nothing of it.
    function test_WhenTheLicenceEndsOrMoves_TheDerivativeStays() public {
        LicenceId licence = _buy(tomas, ITerms.Derivatives.Allowed, ALL / 10);
        WorkId work = _derive(tomas, _one(licence));
        bytes memory before = abi.encode(royalties.parentsOf(work), works.workOf(work));
        vm.prank(tomas);
        licences.transferFrom(tomas, eve, LicenceId.unwrap(licence));
        vm.warp(NOW + 1000 days);
        assertEq(abi.encode(royalties.parentsOf(work), works.workOf(work)), before, "parents and work");
    }

    /// @dev One licence allows any number of new works, unless it says how many.
    function test_WhenALicenceIsUsedTwice_BothOwe() public {
        LicenceId licence = _buy(tomas, ITerms.Derivatives.Allowed, ALL / 10);
        WorkId one = _derive(tomas, _one(licence));
        WorkId two = _derive(tomas, _one(licence));
        assertEq(royalties.parentsOf(one)[0].work, licence.workOf(), "the first");
        assertEq(royalties.parentsOf(two)[0].work, licence.workOf(), "the second");
    }

    /* HOW MANY */

    /// @dev Counted for each licence, whoever holds it.
    function test_RevertGiven_AllWorksOfTheLicenceAreMade() public {
        ITerms.Terms memory what = _terms(ITerms.Derivatives.Allowed, 0);
        what.works = 2;
        IOffers.Offer memory offer = publish(_work(), what);
        LicenceId licence = buy(tomas, offer, 5);
        _derive(tomas, _one(licence));
        vm.prank(tomas);
        licences.transferFrom(tomas, maya, LicenceId.unwrap(licence));
        _derive(maya, _one(licence));
        vm.prank(maya);
        licences.transferFrom(maya, eve, LicenceId.unwrap(licence));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NoDerivatives.selector, licence));
        _derive(eve, _one(licence));
        // Seats do not multiply it, nor does a renewal renew it; another licence does.
        renew(eve, offer, licence, 1);
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NoDerivatives.selector, licence));
        _derive(eve, _one(licence));
        assertEq(licences.licenceOf(licence).seats, 5, "seats");
        assertEq(licences.licenceOf(licence).end, NOW + 730 days, "end");
        _derive(eve, _one(buy(eve, offer)));
    }

    function test_WhenTheMostIsAllowed_63WorksAreMade() public {
        ITerms.Terms memory what = _terms(ITerms.Derivatives.Allowed, 0);
        what.works = 63;
        LicenceId licence = buy(tomas, publish(_work(), what));
        for (uint256 i = 0; i < 63; ++i) _derive(tomas, _one(licence));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NoDerivatives.selector, licence));
        _derive(tomas, _one(licence));
        expectLicensed(tomas, licence);
        assertEq(licences.licenceOf(licence).end, NOW + 365 days, "nothing else changes");
    }

    /* WHAT MAY BE MADE OF IT */

    /// @dev Of several licences the most that one asks binds, and one that ends the line ends it.
    function test_WhenSeveralLicencesBind_AllOfThemDo() public {
        ITerms.Terms memory what = _terms(ITerms.Derivatives.Allowed, ALL / 5);
        what.further = ITerms.Further.OwesOn;
        LicenceId[] memory sources = _one(buy(tomas, publish(_work(), what)));
        what = _terms(ITerms.Derivatives.Allowed, ALL / 4);
        what.further = ITerms.Further.OwesOn;
        sources = _insert(sources, buy(tomas, publish(_work(), what)));
        // One that asks more, but only of this work, does not bind further.
        sources = _insert(sources, _buy(tomas, ITerms.Derivatives.Allowed, ALL / 2));
        WorkId work = _derive(tomas, sources);
        ILicences.Bounds memory bounds = ILicences.Bounds(TermsId.wrap(0), ALL / 4, false);
        assertEq(abi.encode(licences.boundsOf(work)), abi.encode(bounds), "the most");
        assertEq(works.workOf(work).bound, true, "marked");

        what = _terms(ITerms.Derivatives.ShareAlike, 0);
        what.further = ITerms.Further.EndsThere;
        IOffers.Offer memory offer = publish(_work(), what);
        sources = _insert(sources, buy(tomas, offer));
        work = _derive(tomas, sources);
        bounds = ILicences.Bounds(offer.terms, ALL / 4, true);
        assertEq(abi.encode(licences.boundsOf(work)), abi.encode(bounds), "all of it");
    }

    /// @dev One hop does not launder a share. D1 owes P a half and lets others make D2: D2 owes D1 a half.
    function test_WhenLicencesOweOn_AHopDoesNotLaunderTheShare() public {
        ITerms.Terms memory what = _terms(ITerms.Derivatives.Allowed, ALL / 2);
        what.further = ITerms.Further.OwesOn;
        WorkId first = _derive(tomas, _one(buy(tomas, publish(_work(), what))));
        ITerms.Terms memory cheap = _terms(ITerms.Derivatives.Allowed, 0);
        IOffers.Offer memory offer = offerOf(first, tomas, terms.defineTerms(cheap));
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_BeyondSources.selector, first, ALL / 2));
        publish(offer);
        cheap.upstreamShare = ALL / 2;
        offer.terms = terms.defineTerms(cheap);
        publish(offer);
        WorkId second = _derive(maya, _one(buy(maya, offer)));
        assertEq(royalties.parentsOf(second)[0].share, ALL / 2, "owed to the first");
    }

    /* HAPPY PATHS */

    /// @dev A share of nothing is recorded as an event, and as no debt.
    function test_WhenTheShareIsZero_NothingIsOwed() public {
        LicenceId licence = _buy(tomas, ITerms.Derivatives.Allowed, 0);
        WorkId work = works.workIdOf(tomas, _nextContent());
        vm.expectEmit(address(works));
        emit IWorks.WorkDerived(work, licence.workOf(), licence, 0);
        _derive(tomas, _one(licence));
        assertEq(royalties.parentsOf(work).length, 0, "parents");
        assertEq(royalties.keptOf(work), ALL, "kept");
        assertEq(works.workOf(work).bound, false, "share-alike");
    }

    function testFuzz_Y07_RecordsUpTo16Parents_AndWhatTheyAreOwed(uint256 count, uint256 seed) public {
        count = bound(count, 1, 16);
        LicenceId[] memory sources = new LicenceId[](0);
        for (uint256 i = 0; i < count; ++i) {
            uint32 share = uint32(uint256(keccak256(abi.encode(seed, i))) % (ALL / 16 + 1));
            sources = _insert(sources, _buy(tomas, ITerms.Derivatives.Allowed, share));
        }
        WorkId work = works.workIdOf(tomas, _nextContent());
        uint256 sum;
        for (uint256 i = 0; i < count; ++i) {
            uint32 share = _shareOf[sources[i]];
            sum += share;
            vm.expectEmit(address(works));
            emit IWorks.WorkDerived(work, sources[i].workOf(), sources[i], share);
        }
        vm.recordLogs();
        _derive(tomas, sources);

        assertLogCount(2 + count, "transfer, registration, and each parent");
        ILicences.Parent[] memory parents = royalties.parentsOf(work);
        uint256 k;
        for (uint256 i = 0; i < count; ++i) {
            if (_shareOf[sources[i]] == 0) continue;
            assertEq(parents[k].work, sources[i].workOf(), "parent");
            assertEq(parents[k++].share, _shareOf[sources[i]], "share");
        }
        assertEq(parents.length, k, "no other");
        assertEq(royalties.keptOf(work), ALL - sum, "kept");
        assertEq(TermsId.unwrap(licences.boundsOf(work).shareAlike), 0, "no share-alike");
        assertEq(works.workOf(work).bound, false, "not bound");
    }

    /* HELPERS */

    function _terms(ITerms.Derivatives kind, uint32 share) private returns (ITerms.Terms memory what) {
        what = someTerms();
        (what.derivatives, what.upstreamShare) = (kind, share);
        what.deed = bytes32(++_made);
    }

    function _work() private returns (WorkId) {
        return register(ines, keccak256(abi.encode("source", ++_made)));
    }

    function _buy(address account, ITerms.Derivatives kind, uint32 share) private returns (LicenceId licence) {
        licence = buy(account, publish(_work(), _terms(kind, share)));
        _shareOf[licence] = share;
    }

    function _nextContent() private view returns (bytes32) {
        return keccak256(abi.encode("derivative", _made));
    }

    function _derive(address claimant, LicenceId[] memory sources) private returns (WorkId work) {
        IWorks.Registration memory registration = registrationOf(_nextContent(), 0);
        registration.sources = sources;
        vm.prank(claimant);
        work = works.register(registration, nothing());
        ++_made;
    }

    function _one(LicenceId licence) private pure returns (LicenceId[] memory sources) {
        sources = new LicenceId[](1);
        sources[0] = licence;
    }

    function _two(LicenceId a, LicenceId b) private pure returns (LicenceId[] memory sources) {
        sources = new LicenceId[](2);
        (sources[0], sources[1]) = (a, b);
    }

    function _insert(LicenceId[] memory list, LicenceId licence) private pure returns (LicenceId[] memory sources) {
        sources = new LicenceId[](list.length + 1);
        uint256 i = list.length;
        for (; i > 0 && LicenceId.unwrap(list[i - 1]) > LicenceId.unwrap(licence); --i) sources[i] = list[i - 1];
        sources[i] = licence;
        for (; i > 0; --i) sources[i - 1] = list[i - 1];
    }

    function _sorted(uint256 count, ITerms.Derivatives kind, uint32 share) private returns (LicenceId[] memory list) {
        list = new LicenceId[](0);
        for (uint256 i = 0; i < count; ++i) list = _insert(list, _buy(tomas, kind, share));
    }

    function _refuseNotLive(LicenceId licence, ILicences.Reason reason) private {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_NotLive.selector, licence, reason));
        _derive(tomas, _one(licence));
    }

    function _refuseOrder(LicenceId a, LicenceId b, LicenceId wrong) private {
        vm.expectRevert(abi.encodeWithSelector(ILicences.Licences_SourcesNotAscending.selector, wrong));
        _derive(tomas, _two(a, b));
    }
}
