// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {Colophon} from "../../contracts/Colophon.sol";
import {IAgreements} from "../../contracts/interfaces/IAgreements.sol";
import {IAssignments} from "../../contracts/interfaces/IAssignments.sol";
import {IArbitrable} from "../../contracts/interfaces/IArbitration.sol";
import {IColophon} from "../../contracts/interfaces/IColophon.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {ITill} from "../../contracts/interfaces/ITill.sol";
import {ITimestamps} from "../../contracts/interfaces/ITimestamps.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {Edge} from "../../contracts/types/Edge.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {FreeArbitrator} from "../mocks/FreeArbitrator.sol";
import {AgreementSignature} from "../utils/AgreementSignature.sol";
import {ClaimSignature} from "../utils/ClaimSignature.sol";
import {Deployed} from "../utils/Deployed.sol";
import {Holders} from "../utils/Holders.sol";
import {OfferSignature} from "../utils/OfferSignature.sol";
import {OrderSignature} from "../utils/OrderSignature.sol";
import {Permissions} from "../utils/Permissions.sol";
import {RegisterSignature} from "../utils/RegisterSignature.sol";

/// @dev Everybody calls every function that changes anything, directly and in a batch, in a world where each has a part
/// of their own: exactly those get through whom the function's interface names. The list comes from the interfaces
/// (scripts/permissions.ts), as the table in SECURITY.md does; a function that is new there needs a call here, and
/// words that are new need a meaning.
contract PermissionsTest is Deployed {
    error Tried(bool accepted, bytes answer);

    /* WHO THERE IS: one bit each */

    uint256 private constant CLAIMANT = 1 << 0;
    uint256 private constant CONTROLLER = 1 << 1;
    uint256 private constant WORK_OPERATOR = 1 << 2;
    uint256 private constant WORK_APPROVED = 1 << 3;
    uint256 private constant HOLDER = 1 << 4;
    uint256 private constant LICENCE_OPERATOR = 1 << 5;
    uint256 private constant LICENCE_APPROVED = 1 << 6;
    uint256 private constant UNIT_OPERATOR = 1 << 7;
    uint256 private constant UNIT_SPENDER = 1 << 8;
    uint256 private constant STRANGER = 1 << 9;
    uint256 private constant CLAIMANT_AGENT = 1 << 10;
    uint256 private constant WORK_AGENT = 1 << 11;
    uint256 private constant LICENCE_AGENT = 1 << 12;
    uint256 private constant ARBITRATOR = 1 << 13;
    uint256 private constant WORKS = 1 << 14;
    uint256 private constant TERMS = 1 << 15;
    uint256 private constant OFFERS = 1 << 16;
    uint256 private constant LICENCES = 1 << 17;
    uint256 private constant COMPLIANCE = 1 << 18;
    uint256 private constant ROYALTIES = 1 << 19;
    uint256 private constant EVERYBODY = (1 << 20) - 1;
    uint256 private constant ACT_FOR_HOLDER = HOLDER | LICENCE_OPERATOR | LICENCE_APPROVED | LICENCE_AGENT;
    uint256 private constant NOBODY = 0;

    uint256 private constant TOMAS_KEY = uint256(keccak256("Tomas"));
    uint256 private constant EVE_KEY = uint256(keccak256("Eve"));

    address[20] private _everybody;
    WorkId private _work;
    WorkId private _shared;
    WorkId private _untaken;
    /// @dev Of Maya's: one without duties, and of those with duties one untouched, one that was reported, one whose
    /// notice can be acted on, one whose notice can be contested, and one whose notice was.
    LicenceId private _free;
    LicenceId private _licence;
    LicenceId private _reported;
    LicenceId private _noticed;
    LicenceId private _contestable;
    LicenceId private _contested;
    /// @dev Between Ines, who may leave, and Tomas.
    IAgreements.Agreement private _agreement;
    ITerms.Terms private _terms;
    TermsId private _narrower;
    /// @dev At a price of zero, by Tomas: without duties, with them, and each for one buyer.
    IOffers.Offer private _offer;
    IOffers.Offer private _named;
    IOffers.Offer private _ruled;
    IOffers.Offer private _ruledForApproved;
    IOffers.Offer private _ruledForHolder;
    IOffers.Offer private _former;
    IWorks.Version private _version;
    Holders.Holder[] private _holders;
    Colophon private _empty;
    bytes private _worksCode;

    /// @dev Ines claims a work and has its units, Tomas buys its token, Maya holds two licences. Each of them has an
    /// operator and one who is approved, but for nothing else.
    function setUp() public override {
        super.setUp();
        _everybody = [
            ines,
            tomas,
            address(0xa1),
            address(0xa2),
            maya,
            address(0xa3),
            address(0xa4),
            address(0xa5),
            address(0xa6),
            eve,
            address(0xa7),
            address(0xa8),
            address(0xa9),
            address(new FreeArbitrator()),
            address(works),
            address(terms),
            address(offers),
            address(licences),
            address(compliance),
            address(royalties)
        ];
        for (uint256 i = 0; i < _everybody.length; ++i) vm.deal(_everybody[i], 1 ether);
        _makeTerms();
        _makeWorks();
        _makeLicences();
        _makeAgreement();
        _approveSome();
        _worksCode = codeOf("Works");
        bytes32 code = keccak256(_worksCode);
        _empty = Colophon(create(abi.encodePacked(codeOf("Colophon"), abi.encode(code, code, code, code, code, code))));
    }

    function _makeTerms() private {
        ITerms.Terms memory what = ruled(someTerms(), _conditions());
        what.sublicensing = 1;
        _terms = what;
        terms.defineTerms(what);
        what.sublicensing = 0;
        _narrower = terms.defineTerms(what);
        terms.defineTerms(someTerms());
    }

    /// @dev A tenth of the revenue of each day, a day to cure, and an arbitrator.
    function _conditions() private view returns (ICompliance.Conditions memory conditions) {
        conditions = someConditions();
        (conditions.period, conditions.cure) = (1 days, 1 days);
        (conditions.arbitrator, conditions.silence) = (_everybody[13], 30 days);
    }

    function _makeWorks() private {
        _work = registerAndTake(ines, CONTENT);
        _untaken = register(ines, "untaken");
        Holders.Holder[] memory holders = inesAndTomas();
        for (uint256 i = 0; i < holders.length; ++i) _holders.push(holders[i]);
        _shared = registerFor(holders, "shared");
        vm.deal(maya, 1 ether);
        payEth(_work, 1 ether);
        vm.deal(royalties.tillOf(_work), 1);
        royalties.sweep(_work, ETH, MOST);
        vm.deal(royalties.tillOf(_work), 1);
    }

    function _makeLicences() private {
        _former = offerOf(_work, ines, terms.termsIdOf(someTerms()));
        publish(_former);
        transferWork(_work, ines, tomas);
        _version = IWorks.Version(bytes32(WorkId.unwrap(_work)), "later", "metadata", uint40(NOW));
        vm.prank(tomas);
        works.revise(_work, "later", "salt", "metadata", nothing());

        _offer = _former;
        (_offer.licensor, _offer.price) = (tomas, 0);
        publish(_offer);
        _named = _offer;
        _named.buyer = _everybody[6];
        publish(_named);
        _ruled = _offer;
        _ruled.terms = terms.termsIdOf(_terms);
        publish(_ruled);
        _ruledForApproved = _ruled;
        _ruledForApproved.buyer = _everybody[6];
        publish(_ruledForApproved);
        _ruledForHolder = _ruled;
        _ruledForHolder.buyer = maya;
        publish(_ruledForHolder);
        _free = buy(maya, _offer);
        _licence = buy(maya, _ruled);
        _reported = buy(maya, _ruled);
        _noticed = buy(maya, _ruled);
        _contestable = buy(maya, _ruled);
        _contested = buy(maya, _ruled);
        _useLicences();
    }

    function _makeAgreement() private {
        address[] memory parties = new address[](2);
        (parties[0], parties[1]) = ines < tomas ? (ines, tomas) : (tomas, ines);
        IAgreements.Agreement memory agreement;
        (agreement.text, agreement.parties, agreement.witnessed) = ("text", parties, true);
        (agreement.closes, agreement.ends) = (FOREVER, FOREVER);
        agreement.leavers = parties[0] == ines ? 1 : 2;
        _agreement = agreement;
        (, bytes memory data) = _agreementsCall(IAgreements.conclude.selector, 2);
        (bool success, ) = address(agreements).call(data);
        assertEq(success, true, "concluded");
    }

    /// @dev Two days later the first notice can be acted on, and the others still be cured.
    function _useLicences() private {
        vm.prank(tomas);
        compliance.notice(_noticed, _terms, _conditions(), "evidence");
        vm.warp(NOW + 2 days);
        vm.startPrank(tomas);
        compliance.notice(_contestable, _terms, _conditions(), "evidence");
        compliance.notice(_contested, _terms, _conditions(), "evidence");
        vm.stopPrank();
        ICompliance.Payment memory none;
        vm.startPrank(maya);
        compliance.contest(_contested, _terms, _conditions());
        compliance.report(_reported, _terms, _conditions(), _report(), none);
        vm.stopPrank();
    }

    /// @dev Of the first day: ten are owed.
    function _report() private pure returns (ICompliance.Report memory) {
        return ICompliance.Report({period: 0, units: 1, revenue: 100, digest: 0});
    }

    function _approveSome() private {
        vm.startPrank(tomas);
        works.setApprovalForAll(_everybody[2], true);
        works.approve(_everybody[3], WorkId.unwrap(_work));
        licences.setAgent(WorkId.unwrap(_work), _everybody[11], FOREVER);
        vm.stopPrank();
        vm.startPrank(maya);
        licences.setApprovalForAll(_everybody[5], true);
        LicenceId[6] memory hers = [_free, _licence, _reported, _noticed, _contestable, _contested];
        for (uint256 i = 0; i < hers.length; ++i) {
            licences.approve(_everybody[6], LicenceId.unwrap(hers[i]));
            licences.setAgent(LicenceId.unwrap(hers[i]), _everybody[12], FOREVER);
        }
        vm.stopPrank();
        vm.startPrank(ines);
        royalties.setOperator(_everybody[7], true);
        royalties.approve(_everybody[8], WorkId.unwrap(_work), 1);
        royalties.approve(address(assignments), WorkId.unwrap(_work), 1);
        licences.setAgent(WorkId.unwrap(_work), _everybody[10], FOREVER);
        vm.stopPrank();
    }

    /* THE TESTS */

    function test_ExactlyThoseWhomTheInterfaceNames_MayCall() public {
        Permissions.Permission[] memory list = Permissions.all();
        for (uint256 i = 0; i < list.length; ++i) {
            uint256[] memory may = _meaningOf(list[i]);
            for (uint256 way = 0; way < may.length; ++way) _everybodyTries(list[i], way, may[way], false);
        }
    }

    /// @dev The sender counts as if they had called themselves. Only the contracts are believed nothing in a batch.
    function test_InABatch_TheSameMayCall_ButNobodyIsTakenForAContract() public {
        Permissions.Permission[] memory list = Permissions.all();
        uint256 contracts = ARBITRATOR | WORKS | TERMS | OFFERS | LICENCES | COMPLIANCE;
        for (uint256 i = 0; i < list.length; ++i) {
            address target = _targetOf(list[i].target);
            if (target == address(0) || !_isBatched(target)) continue;
            uint256[] memory may = _meaningOf(list[i]);
            for (uint256 way = 0; way < may.length; ++way) {
                // Rules may batch what they do: they are no part of the system.
                bool ofRules = _same(list[i].caller, "only the rules that the licence's terms name");
                bool forContracts = !ofRules && may[way] & ~contracts == 0;
                _everybodyTries(list[i], way, forContracts ? NOBODY : may[way], true);
            }
        }
    }

    function _isBatched(address target) private view returns (bool) {
        if (target == address(timestamps) || target == address(agreements)) return false;
        if (target == address(assignments)) return false;
        return target != address(_empty) && target != royalties.tillOf(_work);
    }

    function _everybodyTries(Permissions.Permission memory asked, uint256 way, uint256 may, bool inBatch) private {
        for (uint256 i = 0; i < _everybody.length; ++i) {
            address target = _targetOf(asked.target);
            (uint256 value, bytes memory data) = _callOf(asked, way, _everybody[i]);
            if (inBatch) {
                IColophon.Call[] memory calls = new IColophon.Call[](1);
                calls[0] = call(target, value, data);
                (target, data) = (address(colophon), abi.encodeCall(IColophon.batch, (calls)));
            }
            (bool accepted, bytes memory answer) = _try(_everybody[i], target, value, data);
            string memory what = string.concat(asked.target, ".", asked.name, ": ", asked.caller);
            assertEq(accepted, may & (1 << i) != 0, what);
            if (!accepted)
                assertEq(_isRefusal(bytes4(answer)), true, string.concat("refused for another reason: ", what));
        }
    }

    /// @dev What was tried is undone.
    function _try(
        address who,
        address target,
        uint256 value,
        bytes memory data
    ) private returns (bool accepted, bytes memory answer) {
        try this.attempt(who, target, value, data) {
            assertEq(true, false, "an attempt always reverts");
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), bytes32(Tried.selector), "tried");
            bytes memory arguments = new bytes(reason.length - 4);
            for (uint256 i = 0; i < arguments.length; ++i) arguments[i] = reason[i + 4];
            (accepted, answer) = abi.decode(arguments, (bool, bytes));
        }
    }

    function attempt(address who, address target, uint256 value, bytes calldata data) external {
        vm.prank(who);
        (bool accepted, bytes memory answer) = target.call{value: value}(data);
        revert Tried(accepted, answer);
    }

    function _isRefusal(bytes4 answer) private pure returns (bool) {
        bytes4[26] memory refusals = [
            IAssignments.Assignments_NotSigned.selector,
            IAssignments.Assignments_NotParty.selector,
            IAgreements.Agreements_NotSigned.selector,
            IAgreements.Agreements_MayNotLeave.selector,
            IWorks.Works_NotController.selector,
            IWorks.Works_InvalidSignature.selector,
            ILicences.Licences_NotAllowed.selector,
            ILicences.Licences_NotController.selector,
            ILicences.Licences_NotAccepted.selector,
            ILicences.Licences_NotLive.selector,
            IOffers.Offers_NotLicensor.selector,
            IOffers.Offers_NotController.selector,
            IOffers.Offers_NotOpen.selector,
            IOffers.Offers_NotForYou.selector,
            IOffers.Offers_InvalidSignature.selector,
            ICompliance.Compliance_NotHolder.selector,
            ICompliance.Compliance_NotLicensor.selector,
            ICompliance.Compliance_NoSuchDispute.selector,
            IRoyalties.Royalties_NotAllowed.selector,
            IRoyalties.Royalties_NeverHeld.selector,
            IRoyalties.Royalties_InvalidSignature.selector,
            ITill.Till_NotAllowed.selector,
            bytes4(keccak256("ERC721InvalidApprover(address)")),
            bytes4(keccak256("ERC721InsufficientApproval(address,uint256)")),
            bytes4(keccak256("ERC6909InsufficientBalance(address,uint256,uint256,uint256)")),
            bytes4(keccak256("ERC6909InsufficientAllowance(address,uint256,uint256,uint256)"))
        ];
        for (uint256 i = 0; i < refusals.length; ++i) if (refusals[i] == answer) return true;
        return false;
    }

    /* WHAT THE WORDS MEAN: for each way to call, who may */

    function _meaningOf(Permissions.Permission memory asked) private pure returns (uint256[] memory) {
        string memory said = asked.caller;
        bool isWork = _same(asked.target, "Works");
        if (_same(said, "anyone")) return _ways(EVERYBODY);
        if (_same(said, "anyone, for anyone: the claimant is inside the commitment")) return _ways(EVERYBODY);
        if (_same(said, "anyone, as the claimant")) return _ways(EVERYBODY);
        if (_same(said, "anyone, for themselves")) return _ways(EVERYBODY);
        // Signed by who must, and by a stranger.
        if (_same(said, "anyone with the claimant's signature")) return _ways(EVERYBODY, NOBODY);
        if (_same(said, "anyone with the licensor's signature")) return _ways(EVERYBODY, NOBODY);
        if (_same(said, "anyone with the holder's signature")) return _ways(EVERYBODY, NOBODY);
        if (_same(said, "anyone with the signatures of all parties")) return _ways(EVERYBODY, NOBODY);
        if (_same(said, "a party whom the agreement lets end it alone")) return _ways(CLAIMANT);
        if (_same(said, "anyone with the signature of a party whom the agreement lets end it alone")) {
            return _ways(EVERYBODY, NOBODY);
        }
        // Signed by both, by the seller alone, and by the buyer alone: Ines sells a unit to Tomas.
        if (_same(said, "a party with the signature of the other, or anyone with both")) {
            return _ways(EVERYBODY, CONTROLLER, CLAIMANT);
        }
        if (_same(said, "the seller or the buyer that the order names")) return _ways(CLAIMANT | CONTROLLER);
        if (_same(said, "the controller, who owns the work's token")) return _ways(CONTROLLER);
        if (_same(said, "anyone with the recipient's signature")) return _ways(EVERYBODY, NOBODY);
        // An offer of the work, and of a sublicence: in their own name, and in that of who may.
        if (
            _same(
                said,
                "the licensor (the work's controller, or for a sublicence the holder of its parent), or their agent"
            )
        ) return _ways([CONTROLLER, HOLDER, CONTROLLER | WORK_AGENT, HOLDER | LICENCE_AGENT, NOBODY]);
        // One that Ines published when the work was hers, and one that she did not publish.
        if (
            _same(
                said,
                "the offer's licensor; once it is published, also whoever is the licensor now; or an agent of either"
            )
        ) return _ways(CLAIMANT | CLAIMANT_AGENT | CONTROLLER | WORK_AGENT, CLAIMANT | CLAIMANT_AGENT);
        // An offer to all; one that names who is approved, for somebody else and for them; one with duties, for somebody
        // else and for themselves.
        if (
            _same(
                said,
                "anyone, or the one buyer that the offer names, or anyone for them; if the terms name rules, for themselves"
            )
        ) return _ways([EVERYBODY, LICENCE_APPROVED, EVERYBODY, NOBODY, EVERYBODY]);
        // A licence without duties; one with them, by an offer to all, one to who is approved, and one to its holder.
        if (
            _same(
                said,
                "anyone, or of a licence with duties its holder, their agent, or whoever they approved (ERC-721); of them only the buyer that the offer names, or anyone for them, if it names one"
            )
        ) return _ways([EVERYBODY, ACT_FOR_HOLDER, LICENCE_APPROVED, ACT_FOR_HOLDER, NOBODY]);
        if (_same(said, "the licence's holder, their agent, or whoever they approved (ERC-721)")) {
            return _ways(ACT_FOR_HOLDER);
        }
        // A payment, and one of which tax is withheld.
        if (_same(said, "anyone; tax is withheld by the licence's holder, their agent, or whoever they approved")) {
            return _ways(EVERYBODY, ACT_FOR_HOLDER);
        }
        if (_same(said, "only the arbitrator of the dispute")) return _ways(ARBITRATOR);
        if (_same(said, "whoever is the licensor of the licence now, or their agent")) {
            return _ways(CONTROLLER | WORK_AGENT);
        }
        if (_same(said, "the licence's holder")) return _ways(HOLDER);
        if (_same(said, "a holder of units, for themselves")) return _ways(CLAIMANT);
        if (_same(said, "the units' holder, their operator, or whoever has their allowance")) {
            return _ways(CLAIMANT | UNIT_OPERATOR | UNIT_SPENDER);
        }
        if (_same(said, "the token's owner, or their operator")) {
            return _ways(isWork ? CONTROLLER | WORK_OPERATOR : HOLDER | LICENCE_OPERATOR);
        }
        if (_same(said, "the token's owner, their operator, or whoever they approved")) {
            uint256 work = CONTROLLER | WORK_OPERATOR | WORK_APPROVED;
            return _ways(isWork ? work : HOLDER | LICENCE_OPERATOR | LICENCE_APPROVED);
        }
        if (_same(said, "only Works")) return _ways(WORKS);
        if (_same(said, "only Terms")) return _ways(TERMS);
        if (_same(said, "only Offers")) return _ways(OFFERS);
        if (_same(said, "only Offers, which names its own caller")) return _ways(OFFERS);
        if (_same(said, "only Offers, which names its own caller as payer")) return _ways(OFFERS);
        // The rules of the licence that is tried are Compliance.
        if (_same(said, "only the rules that the licence's terms name")) return _ways(COMPLIANCE);
        if (_same(said, "only Royalties")) return _ways(ROYALTIES);
        if (_same(said, "only Offers and Compliance, which name their own caller as payer")) {
            return _ways(OFFERS | COMPLIANCE);
        }
        revert(string.concat("What does this mean? ", said));
    }

    function _same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }

    function _ways(uint256 may) private pure returns (uint256[] memory ways) {
        ways = new uint256[](1);
        ways[0] = may;
    }

    function _ways(uint256 first, uint256 second) private pure returns (uint256[] memory ways) {
        ways = new uint256[](2);
        (ways[0], ways[1]) = (first, second);
    }

    function _ways(uint256 first, uint256 second, uint256 third) private pure returns (uint256[] memory ways) {
        ways = new uint256[](3);
        (ways[0], ways[1], ways[2]) = (first, second, third);
    }

    function _ways(uint256[5] memory all) private pure returns (uint256[] memory ways) {
        ways = new uint256[](5);
        for (uint256 i = 0; i < 5; ++i) ways[i] = all[i];
    }

    /* HOW EACH FUNCTION IS CALLED */

    function _targetOf(string memory name) private view returns (address) {
        if (_same(name, "Timestamps")) return address(timestamps);
        if (_same(name, "Works")) return address(works);
        if (_same(name, "Terms")) return address(terms);
        if (_same(name, "Offers")) return address(offers);
        if (_same(name, "Licences")) return address(licences);
        if (_same(name, "Compliance")) return address(compliance);
        if (_same(name, "Royalties")) return address(royalties);
        if (_same(name, "Till")) return royalties.tillOf(_work);
        if (_same(name, "Colophon")) return address(_empty);
        if (_same(name, "Agreements")) return address(agreements);
        if (_same(name, "Assignments")) return address(assignments);
        revert(string.concat("Which contract is this? ", name));
    }

    function _callOf(
        Permissions.Permission memory asked,
        uint256 way,
        address who
    ) private view returns (uint256 value, bytes memory data) {
        if (_same(asked.target, "Offers")) data = _offersCall(asked.selector, way, who);
        else if (_same(asked.target, "Licences")) data = _licencesCall(asked.selector);
        else if (_same(asked.target, "Compliance")) (value, data) = _complianceCall(asked.selector, way);
        else if (_same(asked.target, "Royalties")) (value, data) = _royaltiesCall(asked.selector, way, who);
        else if (_same(asked.target, "Works")) data = _worksCall(asked.selector, way);
        else if (_same(asked.target, "Agreements")) (value, data) = _agreementsCall(asked.selector, way);
        else if (_same(asked.target, "Assignments")) data = _assignmentsCall(asked.selector, way);
        else data = _otherCall(asked.selector);
        if (data.length == 0) revert(string.concat("How is this called? ", asked.target, ".", asked.name));
        assertEq(bytes4(data), bytes32(asked.selector), "the function that was asked for");
    }

    /// @dev Another agreement is concluded, and the one that stands is ended: signed by all, or with a stranger's name
    /// below that of one of them. The third way concludes the one that stands.
    function _agreementsCall(bytes4 f, uint256 way) private view returns (uint256, bytes memory) {
        AgreementSignature.Domain memory domain = AgreementSignature.domainOf(address(agreements));
        IAgreements.Agreement memory agreement = _agreement;
        bytes32 id = AgreementSignature.idOf(domain, agreement);
        uint256 deadline = block.timestamp;
        if (f == IAgreements.conclude.selector) {
            if (way != 2) agreement.text = "another";
            bytes[] memory signatures = _signAs(AgreementSignature.idOf(domain, agreement), way);
            return (0, abi.encodeCall(IAgreements.conclude, (agreement, signatures)));
        }
        if (f == IAgreements.end.selector) {
            bytes[] memory signatures = _signAs(AgreementSignature.endOf(domain, id, deadline), way);
            return (0, abi.encodeCall(IAgreements.end, (agreement, deadline, signatures)));
        }
        if (f == IAgreements.leave.selector) return (0, abi.encodeCall(IAgreements.leave, (agreement)));
        if (f == IAgreements.leaveFor.selector) {
            bytes32 digest = AgreementSignature.leaveOf(domain, id, deadline);
            bytes memory signature = _sign(way == 0 ? INES_KEY : EVE_KEY, digest);
            return (0, abi.encodeCall(IAgreements.leaveFor, (agreement, ines, deadline, signature)));
        }
        return (0, "");
    }

    function _assignmentsCall(bytes4 f, uint256 way) private view returns (bytes memory) {
        IAssignments.Order memory order;
        (order.deed, order.work, order.units, order.seller, order.buyer) = ("deed", _work, 1, ines, tomas);
        uint256 page = licences.pageOf(_work);
        (order.version, order.licences, order.changes) = (2, uint32(page), uint32(page >> 32));
        order.closes = FOREVER;
        if (f == IAssignments.cancel.selector) return abi.encodeCall(IAssignments.cancel, (order));
        if (f != IAssignments.take.selector) return "";
        bytes32 id = OrderSignature.idOf(OrderSignature.domainOf(address(assignments)), order);
        bytes memory seller = _sign(way == 2 ? EVE_KEY : INES_KEY, id);
        bytes memory buyer = _sign(way == 1 ? EVE_KEY : TOMAS_KEY, id);
        return abi.encodeCall(IAssignments.take, (order, 1, seller, buyer));
    }

    function _signAs(bytes32 digest, uint256 way) private view returns (bytes[] memory signatures) {
        signatures = new bytes[](2);
        uint256 first = ines < tomas ? 0 : 1;
        signatures[first] = _sign(INES_KEY, digest);
        signatures[1 - first] = _sign(way == 1 ? EVE_KEY : TOMAS_KEY, digest);
    }

    function _tokenCall(bytes4 f, address owner, uint256 id) private view returns (bytes memory) {
        if (f == IERC721.approve.selector) return abi.encodeWithSelector(f, eve, id);
        if (f == IERC721.setApprovalForAll.selector) return abi.encodeWithSelector(f, address(0xb0), true);
        if (f == IERC721.transferFrom.selector) return abi.encodeWithSelector(f, owner, eve, id);
        if (f == 0x42842e0e) return abi.encodeWithSelector(f, owner, eve, id);
        if (f == 0xb88d4fde) return abi.encodeWithSelector(f, owner, eve, id, "");
        return "";
    }

    function _worksCall(bytes4 f, uint256 way) private view returns (bytes memory) {
        IWorks.Disclosure[] memory none = nothing();
        IWorks.Registration memory registration = registrationOf("new", 0);
        if (f == IWorks.register.selector) return abi.encodeCall(IWorks.register, (registration, none));
        if (f == IWorks.registerFor.selector) {
            RegisterSignature.Domain memory domain = RegisterSignature.Domain({
                name: "Colophon Works",
                version: "1",
                chainId: block.chainid,
                works: address(works)
            });
            uint256 deadline = vm.getBlockTimestamp();
            bytes32 digest = RegisterSignature.digestOf(domain, ines, registration, none, deadline);
            bytes memory signature = _sign(way == 0 ? INES_KEY : EVE_KEY, digest);
            return abi.encodeCall(IWorks.registerFor, (ines, registration, none, deadline, signature));
        }
        if (f == IWorks.revise.selector) {
            return abi.encodeCall(IWorks.revise, (_work, "even later", "salt", "metadata", none));
        }
        if (f == IWorks.disclose.selector) return abi.encodeCall(IWorks.disclose, (_work, ines, CONTENT, none));
        if (f == IWorks.discloseVersion.selector) {
            return abi.encodeCall(IWorks.discloseVersion, (_work, _version, none));
        }
        return _tokenCall(f, tomas, WorkId.unwrap(_work));
    }

    function _offersCall(bytes4 f, uint256 way, address who) private view returns (bytes memory) {
        IOffers.Offer memory offer = _offer;
        if (f == IOffers.publish.selector) {
            offer.opens = 1;
            if (way % 2 == 1) (offer.parent, offer.terms, offer.licensor) = (_licence, _narrower, maya);
            if (way < 2) offer.licensor = who;
            if (way == 4) offer.licensor = address(0);
            return abi.encodeCall(IOffers.publish, (offer));
        }
        if (f == IOffers.publishFor.selector) {
            offer.opens = 1;
            return abi.encodeCall(IOffers.publishFor, (offer, _signOffer(way == 0 ? TOMAS_KEY : EVE_KEY, offer)));
        }
        if (f == IOffers.close.selector) {
            offer = _former;
            if (way == 1) offer.opens = 1;
            return abi.encodeCall(IOffers.close, (offer));
        }
        if (f == IOffers.buy.selector) {
            if (way != 0) offer = way < 3 ? _named : _ruled;
            address recipient = address(0xb0);
            if (way == 2) recipient = _everybody[6];
            if (way == 4) recipient = who;
            return abi.encodeCall(IOffers.buy, (offer, purchaseOf(offer, 1, recipient)));
        }
        if (f == IOffers.buyFor.selector) {
            bytes memory signature = _signAccept(way == 0 ? INES_KEY : EVE_KEY);
            return abi.encodeCall(IOffers.buyFor, (_ruled, purchaseOf(_ruled, 1, ines), signature));
        }
        if (f == IOffers.renew.selector) {
            if (way == 0) return abi.encodeCall(IOffers.renew, (offer, renewalOf(offer, _free, 1)));
            offer =
                way == 1
                    ? _ruled
                    : way == 2
                        ? _ruledForApproved
                        : _ruledForHolder;
            IOffers.Renewal memory renewal = renewalOf(offer, _licence, 1);
            // An offer for one buyer does nothing for a stranger.
            if (way == 4) (offer.buyer, renewal.licence) = (eve, _licence);
            return abi.encodeCall(IOffers.renew, (offer, renewal));
        }
        return "";
    }

    function _licencesCall(bytes4 f) private view returns (bytes memory) {
        if (f == ILicences.prune.selector) return abi.encodeCall(ILicences.prune, (_work, NO_PARENT, 10));
        if (f == ILicences.admit.selector) {
            ITerms.Scope memory scope;
            scope.uses = 1;
            return abi.encodeCall(ILicences.admit, (TermsId.wrap("new"), scope));
        }
        if (f == ILicences.admitUnder.selector) {
            return abi.encodeCall(ILicences.admitUnder, (_work, _licence, maya, _narrower));
        }
        if (f == ILicences.grant.selector) {
            ILicences.Grant memory given = ILicences.Grant(_work, NO_PARENT, tomas, _offer.terms, 0, 1, 0, eve, true);
            return abi.encodeCall(ILicences.grant, (given));
        }
        if (f == ILicences.extend.selector) {
            ILicences.Extension memory asked = ILicences.Extension(
                _free,
                _work,
                NO_PARENT,
                tomas,
                _offer.terms,
                1,
                maya
            );
            return abi.encodeCall(ILicences.extend, (asked));
        }
        if (f == ILicences.terminate.selector) return abi.encodeCall(ILicences.terminate, (_licence, _terms));
        if (f == ILicences.surrender.selector) return abi.encodeCall(ILicences.surrender, (_licence));
        if (f == ILicences.setAgent.selector) {
            return abi.encodeCall(ILicences.setAgent, (WorkId.unwrap(_work), address(0xb0), FOREVER));
        }
        if (f == ILicences.derive.selector) {
            return abi.encodeCall(ILicences.derive, (_work, maya, new LicenceId[](0)));
        }
        if (f == ILicences.accept.selector) return abi.encodeCall(ILicences.accept, (_licence));
        // Of one without duties, which anybody may be given.
        return _tokenCall(f, maya, LicenceId.unwrap(_free));
    }

    function _complianceCall(bytes4 f, uint256 way) private view returns (uint256, bytes memory) {
        if (f != ICompliance.pay.selector) return (0, _freeComplianceCall(f));
        ICompliance.Payment memory payment = ICompliance.Payment(
            1,
            way == 0 ? 0 : 1,
            way == 0 ? bytes32(0) : bytes32("tax")
        );
        return (1, abi.encodeCall(ICompliance.pay, (_reported, _terms, _conditions(), payment)));
    }

    function _freeComplianceCall(bytes4 f) private view returns (bytes memory) {
        ICompliance.Conditions memory conditions = _conditions();
        if (f == ICompliance.report.selector) {
            ICompliance.Payment memory none;
            return abi.encodeCall(ICompliance.report, (_licence, _terms, conditions, _report(), none));
        }
        if (f == ICompliance.amend.selector) {
            ICompliance.Report[] memory since = new ICompliance.Report[](1);
            since[0] = _report();
            ICompliance.Report memory corrected = _report();
            corrected.revenue = 200;
            return abi.encodeCall(ICompliance.amend, (_reported, _terms, conditions, corrected, 0, since));
        }
        if (f == ICompliance.notice.selector) {
            return abi.encodeCall(ICompliance.notice, (_licence, _terms, conditions, "evidence"));
        }
        if (f == ICompliance.answer.selector) return abi.encodeCall(ICompliance.answer, (_noticed, "answer"));
        if (f == ICompliance.contest.selector) {
            return abi.encodeCall(ICompliance.contest, (_contestable, _terms, conditions));
        }
        if (f == IArbitrable.rule.selector) return abi.encodeCall(IArbitrable.rule, (1, 2));
        if (f == ICompliance.withdrawNotice.selector) return abi.encodeCall(ICompliance.withdrawNotice, (_noticed));
        if (f == ICompliance.terminate.selector) return abi.encodeCall(ICompliance.terminate, (_noticed, _terms));
        return "";
    }

    function _royaltiesCall(bytes4 f, uint256 way, address who) private view returns (uint256, bytes memory) {
        if (f == IRoyalties.pay.selector) return (1, abi.encodeCall(IRoyalties.pay, (_work, ETH, 1, MEMO)));
        if (f == IRoyalties.collect.selector) {
            return (1, abi.encodeCall(IRoyalties.collect, (maya, _work, ETH, 1, MEMO)));
        }
        if (f == IRoyalties.collectFor.selector) {
            return (1, abi.encodeCall(IRoyalties.collectFor, (maya, _free, ETH, 1)));
        }
        if (f == IRoyalties.payFor.selector) return (1, abi.encodeCall(IRoyalties.payFor, (_free, ETH, 1)));
        return (0, _freeRoyaltiesCall(f, way, who));
    }

    function _freeRoyaltiesCall(bytes4 f, uint256 way, address who) private view returns (bytes memory) {
        uint256 id = WorkId.unwrap(_work);
        if (f == IRoyalties.open.selector) return abi.encodeCall(IRoyalties.open, (_untaken, "root", new Edge[](0)));
        if (f == IRoyalties.take.selector) {
            Holders.Holder[] memory holders = _holders;
            IRoyalties.Sibling[] memory proof = Holders.proofOf(holders, 0);
            return abi.encodeCall(IRoyalties.take, (_shared, ines, holders[0].units, proof));
        }
        if (f == IRoyalties.takeAll.selector) {
            return abi.encodeCall(IRoyalties.takeAll, (_untaken, ines, "untaken"));
        }
        if (f == IRoyalties.settle.selector) return abi.encodeCall(IRoyalties.settle, (new WorkId[](1), ETH));
        if (f == IRoyalties.sweep.selector) return abi.encodeCall(IRoyalties.sweep, (_work, ETH, MOST));
        if (f == IRoyalties.permit.selector) {
            return abi.encodeCall(IRoyalties.permit, (address(0xb0), 1, NOW, 27, "r", "s"));
        }
        if (f == IRoyalties.withdraw.selector) return abi.encodeCall(IRoyalties.withdraw, (ETH, address(0xb0)));
        if (f == IRoyalties.claim.selector) {
            return abi.encodeCall(IRoyalties.claim, (_work, ETH, address(0xb0), 10));
        }
        if (f == IRoyalties.release.selector) return abi.encodeCall(IRoyalties.release, (_work, ETH, ines, 10));
        if (f == IRoyalties.releaseProceeds.selector) {
            return abi.encodeCall(IRoyalties.releaseProceeds, (address(0xb0), ETH));
        }
        if (f == IRoyalties.claimFor.selector) {
            bytes memory signature = _signClaim(way == 0 ? INES_KEY : EVE_KEY);
            return
                abi.encodeCall(
                    IRoyalties.claimFor,
                    (_work, ETH, ines, address(0xb0), 10, 0, vm.getBlockTimestamp(), signature)
                );
        }
        if (f == IERC6909.approve.selector) return abi.encodeCall(IERC6909.approve, (eve, id, 1));
        if (f == IERC6909.setOperator.selector) return abi.encodeCall(IERC6909.setOperator, (address(0xb0), true));
        if (f == IERC6909.transfer.selector) return abi.encodeCall(IERC6909.transfer, (address(0xb0), id, 1));
        if (f == IERC6909.transferFrom.selector) {
            return abi.encodeCall(IERC6909.transferFrom, (ines, who, id, 1));
        }
        return "";
    }

    function _otherCall(bytes4 f) private view returns (bytes memory) {
        if (f == ITimestamps.commit.selector) return abi.encodeCall(ITimestamps.commit, ("commitment"));
        if (f == ITerms.defineTerms.selector) {
            ITerms.Terms memory other = someTerms();
            other.deed = "other";
            return abi.encodeCall(ITerms.defineTerms, (other));
        }
        // Of something that the till has nothing of.
        if (f == ITill.handOver.selector) return abi.encodeCall(ITill.handOver, (address(works), 1));
        if (f == IColophon.deploy.selector) return abi.encodeCall(IColophon.deploy, (_worksCode));
        if (f == IColophon.batch.selector) return abi.encodeCall(IColophon.batch, (new IColophon.Call[](0)));
        return "";
    }

    /* SIGNATURES */

    function _sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _signOffer(uint256 key, IOffers.Offer memory offer) private view returns (bytes memory) {
        OfferSignature.Domain memory domain = OfferSignature.Domain({
            name: "Colophon Offers",
            version: "1",
            chainId: block.chainid,
            offers: address(offers)
        });
        return _sign(key, OfferSignature.digestOf(domain, offer));
    }

    /// @dev Ines accepts a licence with duties.
    function _signAccept(uint256 key) private view returns (bytes memory) {
        OfferSignature.Domain memory domain = OfferSignature.Domain({
            name: "Colophon Offers",
            version: "1",
            chainId: block.chainid,
            offers: address(offers)
        });
        OfferSignature.Accept memory accept = OfferSignature.Accept({
            offer: OfferSignature.idOf(_ruled),
            recipient: ines,
            seats: 1,
            nonce: 0,
            deadline: type(uint256).max
        });
        return _sign(key, OfferSignature.digestOf(domain, accept));
    }

    function _signClaim(uint256 key) private view returns (bytes memory) {
        ClaimSignature.Domain memory domain = ClaimSignature.Domain({
            name: "Colophon Royalties",
            version: "1",
            chainId: block.chainid,
            royalties: address(royalties)
        });
        ClaimSignature.Claim memory claim = ClaimSignature.Claim({
            work: WorkId.unwrap(_work),
            currency: ETH,
            holder: ines,
            to: address(0xb0),
            maxSteps: 10,
            nonce: 0,
            deadline: vm.getBlockTimestamp()
        });
        return _sign(key, ClaimSignature.digestOf(domain, claim));
    }
}
