// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC6909, IERC6909Metadata, IERC6909TokenSupply} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {IWorks} from "./interfaces/IWorks.sol";
import {HolderTree} from "./libraries/HolderTree.sol";
import {WorkId} from "./types/WorkId.sol";

/// @title Royalties: see {IRoyalties}, which is its specification
/// @dev How income finds its owners without touching them, in four parts:
///
/// Epochs. A work's life is cut into epochs. While units rest, all payments fall into the same epoch. A transfer opens
/// a new one, unless no money has come in since the last: so within an epoch nobody's units change after its money.
///
/// Marks. A currency's ledger counts all that ever came in. The first payment of an epoch saves the count before it
/// (a mark), so "how much had come in when epoch e began" can be answered for every e.
///
/// Segments. A holder's life is a list of segments, each with their units and the epoch it ends before. The first
/// segment starts at epoch 0 with nothing; the last is still open. Units taken by proof are not in the segments but
/// count in all of them, because they were the holder's from the beginning: what somebody sends to a holder who has not
/// taken their units yet never stands in the way.
///
/// Claims. What a holder is owed is the sum over segments of units x income, over all units. A claim remembers how far
/// it has come, and the remainder of its division, so any pattern of claims pays the same in the end.
contract Royalties is
    IRoyalties,
    ERC6909,
    IERC6909Metadata,
    IERC6909TokenSupply,
    ERC2771Context,
    ReentrancyGuardTransient
{
    using SafeERC20 for IERC20;

    /* TYPES */

    struct Epoch {
        uint32 current;
        bool quiet; // No money since the epoch began. Not set in epoch 0: so payments before any transfer write no slot.
    }

    struct Ledger {
        uint128 received; // Lifetime.
        uint32 epoch; // Of the last payment.
        uint32 marks;
    }

    struct Mark {
        uint128 total; // Received before the first payment of the epoch.
        uint32 epoch;
    }

    struct Holding {
        uint64 taken; // Units taken by proof, held since epoch 0. Zero until they are taken.
        int64 traded; // Units received less units sent, in the open segment. Negative when taken units were sent.
        uint32 first; // The epoch of the first change, which ends the first segment.
        uint32 since; // The epoch of the last change, which began the open segment.
        uint32 steps; // How many segments lie between the first and the open one.
        bool hasTraded;
    }

    struct Step {
        int64 traded;
        uint32 until; // The epoch that the segment ends before.
    }

    struct Progress {
        uint128 upTo; // How much of the ledger's lifetime income is counted.
        uint32 segments; // How many segments are counted whole.
        uint32 remainder; // Of the division by all units; less than UNITS.
        bool takenCounted; // Whether the taken units are counted for all income up to `upTo`.
    }

    /* CONSTANTS */

    /// @dev All units of a work: 100 with 6 decimals.
    uint64 private constant UNITS = 100_000_000;

    IWorks private immutable WORKS;
    address private immutable LICENCES;

    /* STORAGE */

    /// @inheritdoc IRoyalties
    mapping(WorkId work => bytes32) public holdersRootOf;
    mapping(WorkId work => Epoch) private _epochs;
    mapping(WorkId work => mapping(address currency => Ledger)) private _ledgers;
    mapping(WorkId work => mapping(address currency => mapping(uint256 index => Mark))) private _marks;
    mapping(WorkId work => mapping(address holder => Holding)) private _holdings;
    mapping(WorkId work => mapping(address holder => mapping(uint256 index => Step))) private _steps;
    mapping(WorkId work => mapping(address currency => mapping(address holder => Progress))) private _progress;

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC2771Context(msg.sender) {
        WORKS = IWorks(IColophon(msg.sender).works());
        LICENCES = IColophon(msg.sender).licences();
    }

    /* UNITS */

    /// @inheritdoc IRoyalties
    function open(WorkId work, bytes32 holdersRoot) external {
        if (msg.sender != address(WORKS)) revert Royalties_NotAllowed(msg.sender);
        holdersRootOf[work] = holdersRoot;
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
        if (holdersRootOf[work] != 0 || !(WORKS.workIdOf(claimant, contentRoot) == work)) {
            revert Royalties_NotClaimant(work, claimant);
        }
        _take(work, claimant, UNITS);
    }

    function _take(WorkId work, address holder, uint64 units) private {
        Holding storage holding = _holdings[work][holder];
        if (holding.taken != 0) revert Royalties_AlreadyTaken(work, holder);
        holding.taken = units;
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
            _change(work, from, -units, epoch);
            _change(work, to, units, epoch);
        }
        emit Transfer(_msgSender(), from, to, id, amount);
    }

    function _beginEpoch(WorkId work) private returns (uint32 epoch) {
        Epoch storage record = _epochs[work];
        epoch = record.current;
        if (!record.quiet) {
            record.current = ++epoch;
            record.quiet = true;
        }
    }

    function _change(WorkId work, address holder, int64 units, uint32 epoch) private {
        Holding memory holding = _holdings[work][holder];
        if (!holding.hasTraded) {
            holding.hasTraded = true;
            holding.first = epoch;
        } else if (holding.since != epoch) {
            _steps[work][holder][holding.steps++] = Step(holding.traded, epoch);
        }
        holding.since = epoch;
        holding.traded += units;
        _holdings[work][holder] = holding;
    }

    /* PAYING */

    /// @inheritdoc IRoyalties
    function pay(
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) external payable nonReentrant returns (uint256 credited) {
        if (_ledgers[work][currency].received == 0 && !WORKS.isRegistered(work)) revert Royalties_UnknownWork(work);
        return _pay(_msgSender(), work, currency, amount, memo);
    }

    /// @inheritdoc IRoyalties
    function collect(
        address payer,
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) external payable nonReentrant returns (uint256 credited) {
        if (msg.sender != LICENCES) revert Royalties_NotAllowed(msg.sender);
        return _pay(payer, work, currency, amount, memo);
    }

    /// @dev The token is called before anything is written, because what arrives is what counts. No function that
    /// moves money can be entered meanwhile; a transfer of units can, and then falls before this payment.
    function _pay(
        address payer,
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) private returns (uint256 credited) {
        if (amount == 0) revert Royalties_ZeroAmount();
        uint256 due = currency == address(0) ? amount : 0;
        if (msg.value != due) revert Royalties_WrongValue(msg.value, due);
        credited = currency == address(0) ? amount : _pull(payer, IERC20(currency), amount);

        Ledger memory ledger = _ledgers[work][currency];
        if (credited > type(uint128).max - ledger.received) revert Royalties_TooMuch(work, currency, credited);
        Epoch memory epoch = _epochs[work];
        if (ledger.epoch != epoch.current) {
            _marks[work][currency][ledger.marks++] = Mark(ledger.received, epoch.current);
            ledger.epoch = epoch.current;
        }
        ledger.received += uint128(credited);
        _ledgers[work][currency] = ledger;
        if (epoch.quiet) _epochs[work].quiet = false;

        emit Paid(work, currency, payer, credited, memo);
    }

    function _pull(address payer, IERC20 token, uint256 amount) private returns (uint256) {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(payer, address(this), amount);
        uint256 balance = token.balanceOf(address(this));
        if (balance <= before) revert Royalties_NothingReceived(address(token), amount);
        return balance - before;
    }

    /* CLAIMING */

    /// @inheritdoc IRoyalties
    function claim(
        WorkId work,
        address currency,
        address to,
        uint256 maxSteps
    ) external nonReentrant returns (uint256 amount) {
        // Check
        address holder = _msgSender();
        if (to == address(0) || to == address(this)) revert Royalties_InvalidReceiver(to);
        Holding memory holding = _holdings[work][holder];
        if (holding.taken == 0 && !holding.hasTraded) revert Royalties_NeverHeld(work, holder);
        Progress memory progress = _progress[work][currency][holder];
        amount = _count(work, currency, holder, holding, progress, maxSteps);

        // Effect
        _progress[work][currency][holder] = progress;
        if (amount == 0) return 0;
        emit Claimed(work, currency, holder, to, amount);

        // Interaction
        if (currency == address(0)) Address.sendValue(payable(to), amount);
        else IERC20(currency).safeTransfer(to, amount);
    }

    /// @dev Counts closed segments, at most `maxSteps` of them, then the open one if it was reached. Moves `progress`.
    function _count(
        WorkId work,
        address currency,
        address holder,
        Holding memory holding,
        Progress memory progress,
        uint256 maxSteps
    ) private view returns (uint256) {
        uint256 total = progress.remainder;
        uint256 upTo = progress.upTo;
        uint256 segment = progress.segments;
        uint256 taken = holding.taken;
        if (taken != 0 && !progress.takenCounted) {
            progress.takenCounted = true;
            total += taken * upTo;
        }

        uint256 closed = _closedSegments(holding);
        for (; segment < closed && maxSteps > 0; --maxSteps) {
            // The first segment holds nothing that was traded.
            Step memory step = segment == 0 ? Step(0, holding.first) : _steps[work][holder][segment - 1];
            uint256 end = _receivedBefore(work, currency, step.until);
            total += _units(taken, step.traded) * (end - upTo);
            upTo = end;
            ++segment;
        }
        if (segment == closed) {
            uint256 end = _ledgers[work][currency].received;
            total += _units(taken, holding.traded) * (end - upTo);
            upTo = end;
        }
        progress.upTo = uint128(upTo);
        progress.segments = uint32(segment);
        progress.remainder = uint32(total % UNITS);
        return total / UNITS;
    }

    function _closedSegments(Holding memory holding) private pure returns (uint256) {
        return holding.hasTraded ? uint256(holding.steps) + 1 : 0;
    }

    /// @dev Never negative: a balance is checked before each transfer, and taking only adds.
    function _units(uint256 taken, int64 traded) private pure returns (uint256) {
        return uint256(int256(taken) + traded);
    }

    /// @dev What had come in when `epoch` began: the total at the first mark of that epoch or a later one, by binary
    /// search; without such a mark nothing has come in since.
    function _receivedBefore(WorkId work, address currency, uint32 epoch) private view returns (uint256) {
        if (epoch == 0) return 0;
        uint256 marks = _ledgers[work][currency].marks;
        uint256 low = 0;
        uint256 high = marks;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_marks[work][currency][middle].epoch < epoch) low = middle + 1;
            else high = middle;
        }
        return low == marks ? _ledgers[work][currency].received : _marks[work][currency][low].total;
    }

    /* VIEWS */

    /// @inheritdoc IRoyalties
    function claimable(WorkId work, address currency, address holder) external view returns (uint256) {
        Progress memory progress = _progress[work][currency][holder];
        return _count(work, currency, holder, _holdings[work][holder], progress, type(uint256).max);
    }

    /// @inheritdoc IRoyalties
    function received(WorkId work, address currency) external view returns (uint256) {
        return _ledgers[work][currency].received;
    }

    /// @inheritdoc IRoyalties
    function holdingOf(WorkId work, address holder) external view returns (uint64 taken, int64 traded) {
        Holding storage holding = _holdings[work][holder];
        return (holding.taken, holding.traded);
    }

    /// @inheritdoc IRoyalties
    function stepsOf(WorkId work, address currency, address holder) external view returns (uint256) {
        return _closedSegments(_holdings[work][holder]) - _progress[work][currency][holder].segments;
    }

    /// @notice A holder's units: those taken by proof, and those received less those sent. Units that a holder could
    /// take but has not are in nobody's balance.
    function balanceOf(address owner, uint256 id) public view override(ERC6909, IERC6909) returns (uint256) {
        Holding storage holding = _holdings[WorkId.wrap(id)][owner];
        return _units(holding.taken, holding.traded);
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
