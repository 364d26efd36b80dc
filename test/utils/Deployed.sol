// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Agreements} from "../../contracts/Agreements.sol";
import {Assignments} from "../../contracts/Assignments.sol";
import {Colophon} from "../../contracts/Colophon.sol";
import {Licences} from "../../contracts/Licences.sol";
import {Offers} from "../../contracts/Offers.sol";
import {Royalties} from "../../contracts/Royalties.sol";
import {Timestamps} from "../../contracts/Timestamps.sol";
import {Works} from "../../contracts/Works.sol";
import {ICompliance} from "../../contracts/interfaces/ICompliance.sol";
import {IColophon} from "../../contracts/interfaces/IColophon.sol";
import {IOffers} from "../../contracts/interfaces/IOffers.sol";
import {ITerms} from "../../contracts/interfaces/ITerms.sol";
import {IWorks} from "../../contracts/interfaces/IWorks.sol";
import {LicenceId} from "../../contracts/types/LicenceId.sol";
import {TermsId} from "../../contracts/types/TermsId.sol";
import {WorkId} from "../../contracts/types/WorkId.sol";
import {Holders} from "./Holders.sol";
import {Test} from "./Test.sol";

/// @title Deployed: a test with all contracts, some people, and the steps that most tests begin with
abstract contract Deployed is Test {
    uint256 internal constant NOW = 1_800_000_000;
    /// @dev Of steps, or of money in a till: all there is.
    uint256 internal constant MOST = type(uint256).max;
    uint40 internal constant FOREVER = type(uint40).max;
    uint32 internal constant UNLIMITED = type(uint32).max;
    uint64 internal constant UNITS = 100_000_000;
    uint256 internal constant WORLDWIDE = type(uint256).max;
    /// @dev 1e9 = 100 %.
    uint32 internal constant ALL = 1e9;
    LicenceId internal constant NO_PARENT = LicenceId.wrap(0);
    address internal constant ETH = address(0);
    bytes32 internal constant CONTENT = keccak256("content");
    bytes32 internal constant MEMO = "memo";

    uint256 internal constant INES_KEY = uint256(keccak256("Ines"));
    /// @dev A creator, a co-author, a licensee, an adversary, and the account that deploys.
    address internal ines = vm.addr(INES_KEY);
    address internal tomas = vm.addr(uint256(keccak256("Tomas")));
    address internal maya = vm.addr(uint256(keccak256("Maya")));
    address internal eve = vm.addr(uint256(keccak256("Eve")));
    address internal deployer = vm.addr(uint256(keccak256("deployer")));

    Timestamps internal timestamps;
    Colophon internal colophon;
    Works internal works;
    ITerms internal terms;
    Offers internal offers;
    Licences internal licences;
    ICompliance internal compliance;
    Royalties internal royalties;
    Agreements internal agreements;
    Assignments internal assignments;

    function setUp() public virtual {
        vm.warp(NOW);
        bytes memory worksCode = codeOf("Works");
        bytes memory termsCode = codeOf("Terms");
        bytes memory offersCode = codeOf("Offers");
        bytes memory licencesCode = codeOf("Licences");
        bytes memory complianceCode = codeOf("Compliance");
        bytes memory royaltiesCode = codeOf("Royalties");
        bytes memory hashes = abi.encode(
            keccak256(worksCode),
            keccak256(termsCode),
            keccak256(offersCode),
            keccak256(licencesCode),
            keccak256(complianceCode),
            keccak256(royaltiesCode)
        );
        bytes memory timestampsCode = codeOf("Timestamps");
        bytes memory colophonCode = abi.encodePacked(codeOf("Colophon"), hashes);
        vm.startPrank(deployer);
        timestamps = Timestamps(create(timestampsCode));
        colophon = Colophon(create(colophonCode));
        works = Works(colophon.deploy(worksCode));
        terms = ITerms(colophon.deploy(termsCode));
        offers = Offers(colophon.deploy(offersCode));
        licences = Licences(colophon.deploy(licencesCode));
        compliance = ICompliance(colophon.deploy(complianceCode));
        royalties = Royalties(payable(colophon.deploy(royaltiesCode)));
        agreements = Agreements(create(codeOf("Agreements")));
        assignments = Assignments(create(abi.encodePacked(codeOf("Assignments"), abi.encode(address(colophon)))));
        vm.stopPrank();
        address[5] memory people = [ines, tomas, maya, eve, deployer];
        for (uint256 i = 0; i < people.length; ++i) vm.deal(people[i], 1_000_000 ether);
    }

    /* CODE */

    /// @dev The optimized code of a contract. Tests never hold it themselves (`new`, `creationCode`): they are compiled
    /// without the optimizer. Mutation testing puts that of a changed contract into the environment (scripts/forge).
    function codeOf(string memory name) internal view returns (bytes memory) {
        bytes memory given = vm.envOr(string.concat("COLOPHON_CODE_", name), bytes(""));
        return given.length == 0 ? vm.getCode(string.concat(name, ".sol:", name)) : given;
    }

    /// @dev What `new` does.
    function create(bytes memory code) internal returns (address made) {
        assembly ("memory-safe") {
            made := create(0, add(code, 32), mload(code))
        }
        vm.assertTrue(made != address(0), "nothing was made");
    }

    /* WORKS */

    function registrationOf(
        bytes32 contentRoot,
        bytes32 holdersRoot
    ) internal pure returns (IWorks.Registration memory) {
        return
            IWorks.Registration({
                contentRoot: contentRoot,
                salt: keccak256("salt"),
                metadataDigest: keccak256("metadata"),
                category: IWorks.Category.Photographic,
                resaleRoyalty: 0,
                holdersRoot: holdersRoot,
                sources: new LicenceId[](0)
            });
    }

    function nothing() internal pure returns (IWorks.Disclosure[] memory) {
        return new IWorks.Disclosure[](0);
    }

    /// @dev A work whose units all belong to its claimant.
    function register(address claimant, bytes32 contentRoot) internal returns (WorkId) {
        return register(claimant, contentRoot, 0);
    }

    function register(address claimant, bytes32 contentRoot, bytes32 holdersRoot) internal returns (WorkId) {
        vm.prank(claimant);
        return works.register(registrationOf(contentRoot, holdersRoot), nothing());
    }

    /// @dev A work whose units all belong to its claimant, who has taken them.
    function registerAndTake(address claimant, bytes32 contentRoot) internal returns (WorkId work) {
        work = register(claimant, contentRoot);
        royalties.takeAll(work, claimant, contentRoot);
    }

    /// @dev A work of Ines with holders, none of whom has taken anything.
    function registerFor(Holders.Holder[] memory holders, bytes32 contentRoot) internal returns (WorkId) {
        return register(ines, contentRoot, Holders.rootOf(holders));
    }

    function take(WorkId work, Holders.Holder[] memory holders, uint256 index) internal {
        royalties.take(work, holders[index].account, holders[index].units, Holders.proofOf(holders, index));
    }

    /// @dev Ines 70 %, Tomas 30 %.
    function inesAndTomas() internal view returns (Holders.Holder[] memory holders) {
        holders = new Holders.Holder[](2);
        holders[0] = Holders.Holder(ines, 70_000_000);
        holders[1] = Holders.Holder(tomas, 30_000_000);
    }

    function unitsOf(address holder, WorkId work) internal view returns (uint256) {
        return royalties.balanceOf(holder, WorkId.unwrap(work));
    }

    function transferUnits(WorkId work, address from, address to, uint256 units) internal {
        vm.prank(from);
        royalties.transfer(to, WorkId.unwrap(work), units);
    }

    function transferWork(WorkId work, address from, address to) internal {
        vm.prank(from);
        works.transferFrom(from, to, WorkId.unwrap(work));
    }

    /* LICENCES */

    /// @dev Acts 3 and 4 for purposes 1 and 2, worldwide, a year, not exclusive, transferable, and nothing else.
    function someTerms() internal pure returns (ITerms.Terms memory) {
        return
            ITerms.Terms({
                uses: 24,
                purposes: 6,
                territories: WORLDWIDE,
                field: 0,
                duration: 365 days,
                exclusivity: ITerms.Exclusivity.NonExclusive,
                transferable: true,
                sublicensing: 0,
                sublicenceShare: 0,
                fallsWithParent: false,
                passesDown: false,
                derivatives: ITerms.Derivatives.None,
                works: 0,
                upstreamShare: 0,
                further: ITerms.Further.Free,
                rules: address(0),
                conditions: 0,
                deed: keccak256("deed")
            });
    }

    /// @dev ETH, a tenth of the revenue, 30 days, two weeks to cure.
    function someConditions() internal pure returns (ICompliance.Conditions memory) {
        ICompliance.Tier[] memory tiers = new ICompliance.Tier[](1);
        tiers[0] = ICompliance.Tier(0, ALL / 10, 0);
        return
            ICompliance.Conditions({
                currency: ETH,
                tiers: tiers,
                byRevenue: false,
                minimum: 0,
                carriesOver: false,
                perSeat: false,
                cap: 0,
                lifeCap: 0,
                advance: 0,
                period: 30 days,
                inMonths: false,
                grace: 0,
                cure: 14 days,
                arbitrator: address(0),
                extraData: "",
                silence: 0
            });
    }

    /// @dev The same terms under the rules of {Compliance}.
    function ruled(
        ITerms.Terms memory what,
        ICompliance.Conditions memory conditions
    ) internal view returns (ITerms.Terms memory) {
        (what.rules, what.conditions) = (address(compliance), keccak256(abi.encode(conditions)));
        return what;
    }

    /// @dev 1 ETH, for anyone, no limit, open for ever.
    function offerOf(WorkId work, address licensor, TermsId id) internal pure returns (IOffers.Offer memory) {
        return
            IOffers.Offer({
                work: work,
                parent: NO_PARENT,
                licensor: licensor,
                buyer: address(0),
                terms: id,
                currency: ETH,
                price: 1 ether,
                supply: UNLIMITED,
                opens: 0,
                closes: FOREVER,
                starts: 0,
                schedule: 0
            });
    }

    function publish(IOffers.Offer memory offer) internal returns (bytes32) {
        vm.prank(offer.licensor);
        return offers.publish(offer);
    }

    /// @dev A published offer of Ines's work under `what`, at 1 ETH.
    function publish(WorkId work, ITerms.Terms memory what) internal returns (IOffers.Offer memory offer) {
        offer = offerOf(work, ines, terms.defineTerms(what));
        publish(offer);
    }

    /// @dev A published offer of sublicences under `parent`, by its holder, at 1 ETH.
    function publishUnder(
        LicenceId parent,
        address licensor,
        ITerms.Terms memory what
    ) internal returns (IOffers.Offer memory offer) {
        offer = offerOf(parent.workOf(), licensor, terms.defineTerms(what));
        offer.parent = parent;
        publish(offer);
    }

    function purchaseOf(
        IOffers.Offer memory offer,
        uint16 seats,
        address recipient
    ) internal pure returns (IOffers.Purchase memory) {
        return
            IOffers.Purchase({
                seats: seats,
                version: 0,
                maximum: offer.price * seats,
                deadline: type(uint256).max,
                recipient: recipient
            });
    }

    function buy(address buyer, IOffers.Offer memory offer) internal returns (LicenceId) {
        return buy(buyer, offer, 1);
    }

    function buy(address buyer, IOffers.Offer memory offer, uint16 seats) internal returns (LicenceId) {
        vm.prank(buyer);
        return
            offers.buy{value: offer.currency == ETH ? offer.price * seats : 0}(offer, purchaseOf(offer, seats, buyer));
    }

    /// @dev As if 2^32 - 1 licences of a work had been sold: the count is the last 32 bits of the one slot that is read.
    function sellAll(WorkId work) internal {
        vm.record();
        licences.totalLicences(work);
        (bytes32[] memory reads, ) = vm.accesses(address(licences));
        assertEq(reads.length, 1, "slots read");
        bytes32 page = vm.load(address(licences), reads[0]);
        vm.store(address(licences), reads[0], page | bytes32(uint256(type(uint32).max)));
        assertEq(licences.totalLicences(work), type(uint32).max, "licences");
    }

    function renewalOf(
        IOffers.Offer memory offer,
        LicenceId licence,
        uint16 periods
    ) internal view returns (IOffers.Renewal memory) {
        return
            IOffers.Renewal({
                licence: licence,
                periods: periods,
                maximum: offer.price * periods * licences.licenceOf(licence).seats,
                deadline: type(uint256).max
            });
    }

    function renew(address payer, IOffers.Offer memory offer, LicenceId licence, uint16 periods) internal {
        IOffers.Renewal memory renewal = renewalOf(offer, licence, periods);
        vm.prank(payer);
        offers.renew{value: offer.currency == ETH ? renewal.maximum : 0}(offer, renewal);
    }

    /* MONEY */

    function payEth(WorkId work, uint256 amount) internal {
        vm.deal(maya, maya.balance + amount);
        vm.prank(maya);
        royalties.pay{value: amount}(work, ETH, amount, MEMO);
    }

    function claimAll(WorkId work, address currency, address holder) internal returns (uint256) {
        vm.prank(holder);
        return royalties.claim(work, currency, holder, type(uint256).max);
    }

    /* BATCHES */

    function call(address target, uint256 value, bytes memory data) internal pure returns (IColophon.Call memory) {
        return IColophon.Call(target, value, data);
    }

    /// @dev One call as a batch of one.
    function batch(address sender, address target, uint256 value, bytes memory data) internal returns (bytes memory) {
        IColophon.Call[] memory calls = new IColophon.Call[](1);
        calls[0] = call(target, value, data);
        vm.prank(sender);
        return colophon.batch{value: value}(calls)[0];
    }
}
