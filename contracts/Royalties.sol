// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC6909, IERC6909Metadata, IERC6909TokenSupply} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {ITill} from "./interfaces/ITill.sol";
import {IWorks} from "./interfaces/IWorks.sol";
import {HolderTree} from "./libraries/HolderTree.sol";
import {Segments} from "./libraries/Segments.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {TillClone} from "./libraries/TillClone.sol";
import {Till} from "./Till.sol";
import {ALL, UNITS} from "./types/Constants.sol";
import {Edge} from "./types/Edge.sol";
import {Holding} from "./types/Holding.sol";
import {Ledger} from "./types/Ledger.sol";
import {LicenceId} from "./types/LicenceId.sol";
import {Progress} from "./types/Progress.sol";
import {WorkId, toWorkId} from "./types/WorkId.sol";

/// @title Royalties: see {IRoyalties}, which is its specification
/// @dev How income finds its owners without touching them, in three parts:
///
/// Epochs. A work's life is cut into epochs. While units rest, all payments fall into the same epoch. A transfer opens
/// a new one, unless no money has come in since the last: so within an epoch nobody's units change after its money.
///
/// Segments. What a holder earned over all epochs, {Segments} counts when they claim it.
///
/// Upstream. Of everything a work receives, each of its parents is owed a fixed share from the beginning, and the
/// holders the rest. Settling moves a parent's share of all that ever came in, less its share of what came in until the
/// last settlement: so no edge needs a slot that changes, and no pattern of settlements rounds anything away. A
/// settlement that moves nothing to a parent emits nothing for it, and what would pass the end of a parent's ledger
/// stays with the work, for nobody: so no parent stands in the way of the others.
contract Royalties is
    IRoyalties,
    ERC6909,
    IERC6909Metadata,
    IERC6909TokenSupply,
    ERC2771Context,
    EIP712,
    Nonces,
    ReentrancyGuardTransient
{
    using SafeERC20 for IERC20;
    using Segments for Segments.Income;
    using Segments for Segments.Life;

    /* TYPES */

    struct WorkState {
        uint32 epoch;
        bool quiet; // No money since the epoch began. Not set in epoch 0: so payments before any transfer write no slot.
        uint8 parents; // How many works are owed a share of what this one receives.
        uint32 upstream; // What they are owed together, in parts per billion.
    }

    /* CONSTANTS */

    bytes32 private constant CLAIM_TYPEHASH = keccak256(
        "Claim(uint256 work,address currency,address holder,address to,uint256 maxSteps,uint256 nonce,uint256 deadline)"
    );

    bytes32 private constant TILL_MEMO = "till";

    IWorks private immutable WORKS;
    ILicences private immutable LICENCES;
    address private immutable OFFERS;
    address private immutable COMPLIANCE;
    address private immutable TILL;
    bytes32 private immutable TILL_HASH;

    /* STORAGE */

    /// @inheritdoc IRoyalties
    mapping(WorkId work => bytes32) public holdersRootOf;
    mapping(WorkId work => WorkState) private _states;
    mapping(WorkId work => mapping(address currency => Segments.Income)) private _incomes;

    mapping(WorkId work => mapping(uint256 index => Edge)) private _edges;
    mapping(WorkId work => mapping(address holder => Segments.Life)) private _lives;

    /// @inheritdoc IRoyalties
    mapping(address account => mapping(address currency => uint256)) public proceedsOf;

    /// @dev The till whose ETH is being swept.
    address private transient _sweeping;

    /* MODIFIERS */

    modifier onlyFrom(address caller) {
        if (msg.sender != caller) revert Royalties_NotAllowed(msg.sender);
        _;
    }

    modifier onlyFromEither(address caller, address other) {
        if (msg.sender != caller && msg.sender != other) revert Royalties_NotAllowed(msg.sender);
        _;
    }

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC2771Context(msg.sender) EIP712("Colophon Royalties", "1") {
        WORKS = IWorks(IColophon(msg.sender).works());
        LICENCES = ILicences(IColophon(msg.sender).licences());
        OFFERS = IColophon(msg.sender).offers();
        COMPLIANCE = IColophon(msg.sender).compliance();
        TILL = address(new Till());
        TILL_HASH = keccak256(TillClone.creationCode(TILL));
    }

    /// @dev Only ETH from a till that is being swept: what is simply sent here would belong to nobody.
    receive() external payable onlyFrom(_sweeping) {}

    /* UNITS */

    /// @inheritdoc IRoyalties
    function open(WorkId work, bytes32 holdersRoot, Edge[] calldata edges) external onlyFrom(address(WORKS)) {
        if (holdersRoot != 0) holdersRootOf[work] = holdersRoot;

        mapping(uint256 index => Edge) storage kept = _edges[work];
        uint256 upstream;
        uint8 count;
        for (uint256 i = 0; i < edges.length; ++i) {
            Edge edge = edges[i];
            if (edge.share() == 0) continue;
            upstream += edge.share();
            kept[count++] = edge;
        }
        if (upstream > ALL) revert Royalties_OwesTooMuch(work, upstream);
        if (count != 0) {
            WorkState storage state = _states[work];
            (state.parents, state.upstream) = (count, uint32(upstream));
        }
    }

    /// @inheritdoc IRoyalties
    function take(WorkId work, address holder, uint64 units, Sibling[] calldata proof) external {
        bytes32 root = holdersRootOf[work];
        if (root == 0 || holder == address(0) || !HolderTree.verify(root, UNITS, holder, units, proof)) {
            revert Royalties_InvalidProof(work, holder, units);
        }
        _take(work, holder, units);
    }

    /// @inheritdoc IRoyalties
    function takeAll(WorkId work, address claimant, bytes32 contentRoot) external {
        if (!WORKS.isRegistered(work)) revert Royalties_UnknownWork(work);
        if (holdersRootOf[work] != 0 || !(toWorkId(claimant, contentRoot) == work)) {
            revert Royalties_NotClaimant(work, claimant);
        }
        _take(work, claimant, UNITS);
    }

    function _take(WorkId work, address holder, uint64 units) private {
        Segments.Life storage life = _lives[work][holder];
        Holding holding = life.holding;
        if (holding.taken() != 0) revert Royalties_AlreadyTaken(work, holder);
        life.holding = holding.withTaken(units);
        emit UnitsTaken(work, holder, units);
        emit Transfer(_msgSender(), address(0), holder, WorkId.unwrap(work), units);
    }

    /// @dev All transfers come here; units are neither minted nor burnt. Moving nothing, or moving units to oneself,
    /// changes nothing.
    function _update(address from, address to, uint256 id, uint256 amount) internal override {
        uint256 balance = balanceOf(from, id);
        if (amount > balance) revert ERC6909InsufficientBalance(from, balance, amount, id);
        if (amount != 0 && from != to) {
            WorkId work = WorkId.wrap(id);
            uint32 epoch = _beginEpoch(work);
            // No balance is above UNITS, so the amount fits.
            int64 units = int64(uint64(amount));
            _lives[work][from].change(-units, epoch);
            _lives[work][to].change(units, epoch);
        }
        emit Transfer(_msgSender(), from, to, id, amount);
    }

    function _beginEpoch(WorkId work) private returns (uint32 epoch) {
        WorkState storage state = _states[work];
        epoch = state.epoch;
        if (!state.quiet) {
            state.epoch = ++epoch;
            state.quiet = true;
        }
    }

    /* PAYING */

    /// @inheritdoc IRoyalties
    function pay(
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) external payable nonReentrant returns (uint256 credited) {
        Segments.Income storage income = _incomes[work][currency];
        if (income.ledger.received() == 0 && !WORKS.isRegistered(work)) revert Royalties_UnknownWork(work);
        return _pay(income, _msgSender(), work, currency, amount, memo);
    }

    /// @inheritdoc IRoyalties
    function collect(
        address payer,
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) external payable nonReentrant onlyFromEither(OFFERS, COMPLIANCE) returns (uint256 credited) {
        return _pay(_incomes[work][currency], payer, work, currency, amount, memo);
    }

    /// @inheritdoc IRoyalties
    function collectFor(
        address payer,
        LicenceId licence,
        address currency,
        uint256 amount
    ) external payable nonReentrant onlyFromEither(OFFERS, COMPLIANCE) returns (uint256 credited) {
        return _payFor(payer, licence, currency, amount);
    }

    /// @inheritdoc IRoyalties
    function payFor(
        LicenceId licence,
        address currency,
        uint256 amount
    ) external payable nonReentrant returns (uint256 credited) {
        return _payFor(_msgSender(), licence, currency, amount);
    }

    /// @dev From the nearest licensor up: each passes on the share that the licence they hold asks, and keeps the rest,
    /// with what rounding leaves.
    function _payFor(
        address payer,
        LicenceId licence,
        address currency,
        uint256 amount
    ) private returns (uint256 credited) {
        (address[] memory licensors, uint32[] memory shares) = LICENCES.chainOf(licence);
        credited = _receive(payer, currency, amount);
        bytes32 memo = bytes32(LicenceId.unwrap(licence));
        uint256 left = credited;
        for (uint256 i = 0; i < licensors.length && left != 0; ++i) {
            uint256 up = Math.mulDiv(left, shares[i], ALL);
            if (left != up) {
                proceedsOf[licensors[i]][currency] += left - up;
                emit ProceedsCredited(licensors[i], currency, left - up, memo);
            }
            left = up;
        }
        if (left == 0) return credited;
        WorkId work = licence.workOf();
        _credit(_incomes[work][currency], work, currency, left);
        emit Paid(work, currency, payer, left, memo);
    }

    /// @inheritdoc IRoyalties
    function permit(
        address token,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (bool used) {
        if (token.code.length == 0) return false;
        try IERC20Permit(token).permit(_msgSender(), address(this), amount, deadline, v, r, s) {
            used = true;
        } catch {
            used = false;
        }
    }

    function _pay(
        Segments.Income storage income,
        address payer,
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) private returns (uint256 credited) {
        credited = _receive(payer, currency, amount);
        _credit(income, work, currency, credited);
        emit Paid(work, currency, payer, credited, memo);
    }

    /// @dev The token is called before anything is written, because what arrives is what counts. No function that
    /// receives or sends money can be entered meanwhile; a transfer of units or a settlement can, and then falls before
    /// this payment.
    function _receive(address payer, address currency, uint256 amount) private returns (uint256) {
        if (amount == 0) revert Royalties_ZeroAmount();
        uint256 due = currency == address(0) ? amount : 0;
        if (msg.value != due) revert Royalties_WrongValue(msg.value, due);
        return currency == address(0) ? amount : _pull(payer, IERC20(currency), amount);
    }

    function _credit(Segments.Income storage income, WorkId work, address currency, uint256 amount) private {
        if (_creditUpTo(income, work, amount) != amount) revert Royalties_TooMuch(work, currency, amount);
    }

    /// @return credited What fits into the ledger.
    function _creditUpTo(
        Segments.Income storage income,
        WorkId work,
        uint256 amount
    ) private returns (uint256 credited) {
        WorkState storage state = _states[work];
        credited = income.credit(amount, state.epoch);
        if (credited != 0 && state.quiet) state.quiet = false;
    }

    function _pull(address payer, IERC20 token, uint256 amount) private returns (uint256) {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(payer, address(this), amount);
        uint256 balance = token.balanceOf(address(this));
        return _arrived(address(token), before, balance, amount);
    }

    /// @dev An ERC-721 token moves by the same function as ERC-20, with its number as the amount, and could never be
    /// divided or claimed: what arrives of one is always exactly 1, so the question costs other payments nothing.
    function _arrived(address token, uint256 before, uint256 balance, uint256 amount) private view returns (uint256) {
        if (balance <= before) revert Royalties_NothingReceived(token, amount);
        if (balance == before + 1 && ERC165Checker.supportsInterface(token, type(IERC721).interfaceId)) {
            revert Royalties_NotACurrency(token);
        }
        return balance - before;
    }

    /// @inheritdoc IRoyalties
    function sweep(WorkId work, address currency, uint256 most) external nonReentrant returns (uint256 credited) {
        address till = tillOf(work);
        if (till.code.length == 0) {
            if (!WORKS.isRegistered(work)) revert Royalties_UnknownWork(work);
            Create2.deploy(0, bytes32(WorkId.unwrap(work)), TillClone.creationCode(TILL));
        }
        uint256 before = _balance(currency);
        _sweeping = till;
        uint256 sent = ITill(till).handOver(currency, most);
        _sweeping = address(0);
        if (sent == 0) revert Royalties_ZeroAmount();
        credited = _arrived(currency, before, _balance(currency), sent);
        _credit(_incomes[work][currency], work, currency, credited);
        emit Paid(work, currency, till, credited, TILL_MEMO);
    }

    function _balance(address currency) private view returns (uint256) {
        return currency == address(0) ? address(this).balance : IERC20(currency).balanceOf(address(this));
    }

    /* UPSTREAM */

    /// @inheritdoc IRoyalties
    function settle(WorkId[] calldata works, address currency) external {
        for (uint256 i = 0; i < works.length; ++i) {
            WorkId work = works[i];
            uint256 parents = _states[work].parents;
            Segments.Income storage income = _incomes[work][currency];
            Ledger ledger = income.ledger;
            if (parents == 0 || ledger.received() == ledger.settled()) continue;

            income.ledger = ledger.withSettled();
            for (uint256 k = 0; k < parents; ++k) {
                Edge edge = _edges[work][k];
                WorkId parent = edge.parent();
                uint256 amount = _creditUpTo(_incomes[parent][currency], parent, _owed(ledger, edge.share()));
                if (amount == 0) continue;
                emit Settled(work, parent, currency, amount);
            }
        }
    }

    /// @dev What a parent is owed of what came in since the last settlement: a difference of lifetime totals.
    function _owed(Ledger ledger, uint256 share) private pure returns (uint256) {
        return (ledger.received() * share) / ALL - (ledger.settled() * share) / ALL;
    }

    /* CLAIMING */

    /// @inheritdoc IRoyalties
    function claim(WorkId work, address currency, address to, uint256 maxSteps) external returns (uint256) {
        return _claim(_msgSender(), work, currency, to, maxSteps);
    }

    /// @inheritdoc IRoyalties
    function claimFor(
        WorkId work,
        address currency,
        address holder,
        address to,
        uint256 maxSteps,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256) {
        if (block.timestamp > deadline) revert Royalties_SignatureExpired(deadline, block.timestamp);
        _useCheckedNonce(holder, nonce);
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(CLAIM_TYPEHASH, work, currency, holder, to, maxSteps, nonce, deadline))
        );
        if (!Signatures.isValid(holder, digest, signature)) {
            revert Royalties_InvalidSignature(holder);
        }
        return _claim(holder, work, currency, to, maxSteps);
    }

    /// @inheritdoc IRoyalties
    function release(WorkId work, address currency, address holder, uint256 maxSteps) external returns (uint256) {
        return _claim(holder, work, currency, holder, maxSteps);
    }

    /// @inheritdoc IRoyalties
    function withdraw(address currency, address to) external returns (uint256) {
        return _withdraw(_msgSender(), currency, to);
    }

    /// @inheritdoc IRoyalties
    function releaseProceeds(address account, address currency) external returns (uint256) {
        return _withdraw(account, currency, account);
    }

    function _withdraw(address account, address currency, address to) private returns (uint256 amount) {
        if (to == address(0) || to == address(this)) revert Royalties_InvalidReceiver(to);
        amount = proceedsOf[account][currency];
        if (amount == 0) return 0;

        proceedsOf[account][currency] = 0;
        emit ProceedsWithdrawn(account, currency, to, amount);
        _send(currency, to, amount);
    }

    function _claim(
        address holder,
        WorkId work,
        address currency,
        address to,
        uint256 maxSteps
    ) private returns (uint256 amount) {
        // Check
        if (to == address(0) || to == address(this)) revert Royalties_InvalidReceiver(to);
        Segments.Life storage life = _lives[work][holder];
        Holding holding = life.holding;
        if (holding.isNone()) revert Royalties_NeverHeld(work, holder);
        Segments.Income storage income = _incomes[work][currency];
        Progress progress = income.progress[holder];
        (amount, progress) = life.count(holding, income, progress, _keptFor(progress, work), maxSteps);

        // Effect
        income.progress[holder] = progress;
        if (amount == 0) return 0;
        emit Claimed(work, currency, holder, to, amount);

        // Interaction
        _send(currency, to, amount);
    }

    /// @dev Anything may be called again from here, but this not from inside a payment: what went out meanwhile would
    /// be missing from what arrived, so a buyer could deprive a work's holders of the price.
    function _send(address currency, address to, uint256 amount) private {
        if (_reentrancyGuardEntered()) revert ReentrancyGuardReentrantCall();
        if (currency == address(0)) Address.sendValue(payable(to), amount);
        else IERC20(currency).safeTransfer(to, amount);
    }

    /// @dev Copied at the first claim, so that later ones read one slot less.
    function _keptFor(Progress progress, WorkId work) private view returns (uint256 kept) {
        kept = progress.kept();
        if (kept == 0) kept = keptOf(work);
    }

    /* VIEWS */

    /// @inheritdoc IRoyalties
    function claimable(
        WorkId work,
        address currency,
        address holder,
        uint256 maxSteps
    ) external view returns (uint256 amount) {
        Segments.Life storage life = _lives[work][holder];
        Segments.Income storage income = _incomes[work][currency];
        Progress progress = income.progress[holder];
        (amount, ) = life.count(life.holding, income, progress, _keptFor(progress, work), maxSteps);
    }

    /// @inheritdoc IRoyalties
    function received(WorkId work, address currency) external view returns (uint256) {
        return _incomes[work][currency].ledger.received();
    }

    /// @inheritdoc IRoyalties
    function unsettled(WorkId work, address currency) external view returns (uint256 amount) {
        Ledger ledger = _incomes[work][currency].ledger;
        uint256 parents = _states[work].parents;
        for (uint256 k = 0; k < parents; ++k) {
            amount += _owed(ledger, _edges[work][k].share());
        }
    }

    /// @inheritdoc IRoyalties
    function parentsOf(WorkId work) external view returns (ILicences.Parent[] memory parents) {
        parents = new ILicences.Parent[](_states[work].parents);
        for (uint256 k = 0; k < parents.length; ++k) {
            Edge edge = _edges[work][k];
            parents[k] = ILicences.Parent(edge.parent(), edge.share());
        }
    }

    /// @inheritdoc IRoyalties
    function keptOf(WorkId work) public view returns (uint32) {
        return ALL - _states[work].upstream;
    }

    /// @inheritdoc IRoyalties
    function tillOf(WorkId work) public view returns (address) {
        return Create2.computeAddress(bytes32(WorkId.unwrap(work)), TILL_HASH);
    }

    /// @inheritdoc IRoyalties
    function holdingOf(WorkId work, address holder) external view returns (uint64 taken, int64 traded) {
        Holding holding = _lives[work][holder].holding;
        return (holding.taken(), holding.traded());
    }

    /// @inheritdoc IRoyalties
    function epochOf(WorkId work) external view returns (uint32) {
        return _states[work].epoch;
    }

    /// @inheritdoc IRoyalties
    function unitsAt(WorkId work, address holder, uint32 epoch) external view returns (uint256) {
        return _lives[work][holder].unitsAt(epoch);
    }

    /// @inheritdoc IRoyalties
    function stepsOf(WorkId work, address currency, address holder) external view returns (uint256) {
        return _lives[work][holder].holding.closed() - _incomes[work][currency].progress[holder].segments();
    }

    /// @notice A holder's units: those taken by proof, and those received less those sent. Units that a holder could
    /// take but has not are in nobody's balance.
    function balanceOf(address owner, uint256 id) public view override(ERC6909, IERC6909) returns (uint256) {
        return _lives[WorkId.wrap(id)][owner].holding.units();
    }

    /// @notice All units of a work, taken or not: 100,000,000, or zero if there is no such work.
    function totalSupply(uint256 id) external view returns (uint256) {
        return WORKS.isRegistered(WorkId.wrap(id)) ? UNITS : 0;
    }

    /// @notice The same for every work.
    function name(uint256) external pure returns (string memory) {
        return "Colophon royalty units";
    }

    /// @notice The same for every work: a balance reads as a percentage.
    function symbol(uint256) external pure returns (string memory) {
        return "%";
    }

    /// @notice 6 for every work.
    function decimals(uint256) external pure returns (uint8) {
        return 6;
    }

    /// @inheritdoc ERC6909
    function supportsInterface(bytes4 interfaceId) public view override(ERC6909, IERC165) returns (bool) {
        return
            interfaceId == type(IERC6909Metadata).interfaceId ||
            interfaceId == type(IERC6909TokenSupply).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _msgSender() internal view override(Context, ERC2771Context) returns (address) {
        return ERC2771Context._msgSender();
    }

    function _msgData() internal view override(Context, ERC2771Context) returns (bytes calldata) {
        return ERC2771Context._msgData();
    }

    function _contextSuffixLength() internal view override(Context, ERC2771Context) returns (uint256) {
        return ERC2771Context._contextSuffixLength();
    }
}
