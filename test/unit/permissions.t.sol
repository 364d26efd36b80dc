// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {Colophon} from "../../contracts/Colophon.sol";
import {IColophon} from "../../contracts/interfaces/IColophon.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {ILicences} from "../../contracts/interfaces/ILicences.sol";
import {IRoyalties} from "../../contracts/interfaces/IRoyalties.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {ITill} from "../../contracts/interfaces/ITill.sol";
import {ITimestamps} from "../../contracts/interfaces/ITimestamps.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {Edge} from "../../contracts/types/Edge.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {ClaimSignature} from "../utils/ClaimSignature.sol";
import {Deployed} from "../utils/Deployed.sol";
import {Holders} from "../utils/Holders.sol";
import {OfferSignature} from "../utils/OfferSignature.sol";
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
    uint256 private constant WORKS = 1 << 10;
    uint256 private constant TERMS = 1 << 11;
    uint256 private constant LICENCES = 1 << 12;
    uint256 private constant COMPLIANCE = 1 << 13;
    uint256 private constant ROYALTIES = 1 << 14;
    uint256 private constant EVERYBODY = (1 << 15) - 1;
    uint256 private constant NOBODY = 0;

    uint256 private constant TOMAS_KEY = uint256(keccak256("Tomas"));
    uint256 private constant EVE_KEY = uint256(keccak256("Eve"));

    address[15] private _everybody;
    WorkId private _work;
    WorkId private _shared;
    WorkId private _untaken;
    LicenceId private _licence;
    LicenceId private _noticed;
    ITerms.Terms private _terms;
    TermsId private _narrower;
    ILicences.Offer private _offer;
    ILicences.Offer private _named;
    ILicences.Offer private _former;
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
            address(works),
            address(terms),
            address(licences),
            address(compliance),
            address(royalties)
        ];
        for (uint256 i = 0; i < _everybody.length; ++i) vm.deal(_everybody[i], 1 ether);
        _makeTerms();
        _makeWorks();
        _makeLicences();
        _approveSome();
        _worksCode = codeOf("Works");
        bytes32 code = keccak256(_worksCode);
        _empty = Colophon(create(abi.encodePacked(codeOf("Colophon"), abi.encode(code, code, code, code, code))));
        vm.warp(NOW + 2 days);
    }

    function _makeTerms() private {
        _terms = someTerms();
        (_terms.sublicensing, _terms.cure, _terms.period) = (1, 1 days, 1 days);
        terms.defineTerms(_terms);
        ITerms.Terms memory narrower = _terms;
        narrower.sublicensing = 0;
        _narrower = terms.defineTerms(narrower);
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
        _former = offerOf(_work, ines, terms.termsIdOf(_terms));
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
        _licence = buy(maya, _offer);
        _noticed = buy(maya, _offer);
        vm.prank(tomas);
        compliance.notice(_noticed, _terms, "evidence");
    }

    function _approveSome() private {
        vm.startPrank(tomas);
        works.setApprovalForAll(_everybody[2], true);
        works.approve(_everybody[3], WorkId.unwrap(_work));
        vm.stopPrank();
        vm.startPrank(maya);
        licences.setApprovalForAll(_everybody[5], true);
        licences.approve(_everybody[6], LicenceId.unwrap(_licence));
        vm.stopPrank();
        vm.startPrank(ines);
        royalties.setOperator(_everybody[7], true);
        royalties.approve(_everybody[8], WorkId.unwrap(_work), 1);
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
        uint256 contracts = WORKS | TERMS | LICENCES | COMPLIANCE;
        for (uint256 i = 0; i < list.length; ++i) {
            address target = _targetOf(list[i].target);
            if (target == address(0) || !_isBatched(target)) continue;
            uint256[] memory may = _meaningOf(list[i]);
            for (uint256 way = 0; way < may.length; ++way) {
                bool forContracts = may[way] & ~contracts == 0;
                _everybodyTries(list[i], way, forContracts ? NOBODY : may[way], true);
            }
        }
    }

    function _isBatched(address target) private view returns (bool) {
        return target != address(timestamps) && target != address(_empty) && target != royalties.tillOf(_work);
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
        bytes4[17] memory refusals = [
            IWorks.Works_NotController.selector,
            IWorks.Works_InvalidSignature.selector,
            ILicences.Licences_NotAllowed.selector,
            ILicences.Licences_NotController.selector,
            ILicences.Licences_NotOpen.selector,
            ILicences.Licences_NotForYou.selector,
            ILicences.Licences_InvalidSignature.selector,
            ICompliance.Compliance_NotHolder.selector,
            ICompliance.Compliance_NotLicensor.selector,
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
        if (_same(said, "the controller, who owns the work's token")) return _ways(CONTROLLER);
        // An offer of the work, and of a sublicence.
        if (_same(said, "the licensor: the work's controller, or for a sublicence the holder of its parent")) {
            return _ways(CONTROLLER, HOLDER);
        }
        // One that Ines published when the work was hers, and one that she did not publish.
        if (_same(said, "the offer's licensor; once it is published, also whoever is the licensor now")) {
            return _ways(CLAIMANT | CONTROLLER, CLAIMANT);
        }
        // An offer to all, and one that names who is approved for the licence.
        if (_same(said, "anyone, or the one buyer that the offer names")) return _ways(EVERYBODY, LICENCE_APPROVED);
        if (
            _same(
                said,
                "the licence's holder, or whoever they approved (ERC-721); of them only the buyer that the offer names, if it names one"
            )
        ) return _ways(HOLDER | LICENCE_OPERATOR | LICENCE_APPROVED, LICENCE_APPROVED);
        if (_same(said, "the licence's holder")) return _ways(HOLDER);
        if (_same(said, "whoever is the licensor of the licence now")) return _ways(CONTROLLER);
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
        if (_same(said, "only Compliance")) return _ways(COMPLIANCE);
        if (_same(said, "only Royalties")) return _ways(ROYALTIES);
        if (_same(said, "only Licences, which names its own caller as payer")) return _ways(LICENCES);
        if (_same(said, "only Licences and Compliance, which name their own caller as payer")) {
            return _ways(LICENCES | COMPLIANCE);
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

    /* HOW EACH FUNCTION IS CALLED */

    function _targetOf(string memory name) private view returns (address) {
        if (_same(name, "Timestamps")) return address(timestamps);
        if (_same(name, "Works")) return address(works);
        if (_same(name, "Terms")) return address(terms);
        if (_same(name, "Licences")) return address(licences);
        if (_same(name, "Compliance")) return address(compliance);
        if (_same(name, "Royalties")) return address(royalties);
        if (_same(name, "Till")) return royalties.tillOf(_work);
        if (_same(name, "Colophon")) return address(_empty);
        revert(string.concat("Which contract is this? ", name));
    }

    function _callOf(
        Permissions.Permission memory asked,
        uint256 way,
        address who
    ) private view returns (uint256 value, bytes memory data) {
        if (_same(asked.target, "Licences")) data = _licencesCall(asked.selector, way, who);
        else if (_same(asked.target, "Royalties")) (value, data) = _royaltiesCall(asked.selector, way, who);
        else if (_same(asked.target, "Works")) data = _worksCall(asked.selector, way);
        else data = _otherCall(asked.selector);
        if (data.length == 0) revert(string.concat("How is this called? ", asked.target, ".", asked.name));
        assertEq(bytes4(data), bytes32(asked.selector), "the function that was asked for");
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
            uint256 deadline = block.timestamp;
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

    function _licencesCall(bytes4 f, uint256 way, address who) private view returns (bytes memory) {
        ILicences.Offer memory offer = _offer;
        if (f == ILicences.publish.selector) {
            // The licensor must be the caller, so everybody says that they are.
            (offer.licensor, offer.opens) = (who, 1);
            if (way == 1) (offer.parent, offer.terms) = (_licence, _narrower);
            return abi.encodeCall(ILicences.publish, (offer));
        }
        if (f == ILicences.publishFor.selector) {
            offer.opens = 1;
            return abi.encodeCall(ILicences.publishFor, (offer, _signOffer(way == 0 ? TOMAS_KEY : EVE_KEY, offer)));
        }
        if (f == ILicences.close.selector) {
            offer = _former;
            if (way == 1) offer.opens = 1;
            return abi.encodeCall(ILicences.close, (offer));
        }
        if (way == 1) offer = _named;
        if (f == ILicences.buy.selector) {
            return abi.encodeCall(ILicences.buy, (offer, purchaseOf(offer, 1, address(0xb0))));
        }
        if (f == ILicences.renew.selector) {
            return abi.encodeCall(ILicences.renew, (offer, renewalOf(offer, _licence, 1)));
        }
        if (f == ILicences.prune.selector) return abi.encodeCall(ILicences.prune, (_work, NO_PARENT));
        if (f == ILicences.admit.selector) {
            ITerms.Scope memory scope;
            scope.uses = 1;
            return abi.encodeCall(ILicences.admit, (TermsId.wrap("new"), scope));
        }
        if (f == ILicences.terminate.selector) return abi.encodeCall(ILicences.terminate, (_licence));
        if (f == ILicences.derive.selector) {
            return abi.encodeCall(ILicences.derive, (_work, maya, new LicenceId[](0)));
        }
        return _tokenCall(f, maya, LicenceId.unwrap(_licence));
    }

    function _royaltiesCall(bytes4 f, uint256 way, address who) private view returns (uint256, bytes memory) {
        if (f == IRoyalties.pay.selector) return (1, abi.encodeCall(IRoyalties.pay, (_work, ETH, 1, MEMO)));
        if (f == IRoyalties.collect.selector) {
            return (1, abi.encodeCall(IRoyalties.collect, (maya, _work, ETH, 1, MEMO)));
        }
        if (f == IRoyalties.collectFor.selector) {
            return (1, abi.encodeCall(IRoyalties.collectFor, (maya, _work, ETH, 1, MEMO, ALL, eve)));
        }
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
                    (_work, ETH, ines, address(0xb0), 10, 0, block.timestamp, signature)
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
            return abi.encodeCall(ITerms.defineTerms, (other));
        }
        if (f == ICompliance.report.selector) {
            ICompliance.Report memory usage;
            return abi.encodeCall(ICompliance.report, (_licence, _terms, usage));
        }
        if (f == ICompliance.notice.selector) {
            return abi.encodeCall(ICompliance.notice, (_licence, _terms, "evidence"));
        }
        if (f == ICompliance.withdrawNotice.selector) return abi.encodeCall(ICompliance.withdrawNotice, (_noticed));
        if (f == ICompliance.terminate.selector) return abi.encodeCall(ICompliance.terminate, (_noticed));
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

    function _signOffer(uint256 key, ILicences.Offer memory offer) private view returns (bytes memory) {
        OfferSignature.Domain memory domain = OfferSignature.Domain({
            name: "Colophon Licences",
            version: "1",
            chainId: block.chainid,
            licences: address(licences)
        });
        return _sign(key, OfferSignature.digestOf(domain, offer));
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
            deadline: block.timestamp
        });
        return _sign(key, ClaimSignature.digestOf(domain, claim));
    }
}
