// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC6909, IERC6909Metadata, IERC6909TokenSupply} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IColophon} from "./interfaces/IColophon.sol";
import {ILicences} from "./interfaces/ILicences.sol";
import {IRoyalties} from "./interfaces/IRoyalties.sol";
import {ITill} from "./interfaces/ITill.sol";
import {IWorks} from "./interfaces/IWorks.sol";
import {HolderTree} from "./libraries/HolderTree.sol";
import {Till} from "./Till.sol";
import {Edge} from "./types/Edge.sol";
import {Progress, toProgress} from "./types/Progress.sol";
import {WorkId} from "./types/WorkId.sol";

/// @title Royalties: see {IRoyalties}, which is its specification
/// @dev How income finds its owners without touching them, in five parts:
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
/// Upstream. Of everything a work receives, each of its parents is owed a fixed share from the beginning, and the
/// holders the rest. Settling moves a parent's share of all that ever came in, less its share of what came in until the
/// last settlement: so no edge needs a slot that changes, and no pattern of settlements rounds anything away.
///
/// Claims. What a holder is owed is the sum over segments of units x income x the part that is kept, over all units. A
/// claim remembers how far it has come, and the remainder of its division, so any pattern of claims pays the same.
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

    /* TYPES */

    struct Epoch {
        uint32 current;
        bool quiet; // No money since the epoch began. Not set in epoch 0: so payments before any transfer write no slot.
        uint8 parents; // How many works are owed a share of what this one receives.
        uint32 upstream; // What they are owed together, in parts per billion.
    }

    struct Ledger {
        uint112 received; // Lifetime.
        uint112 settled; // What `received` was at the last settlement.
        uint32 epoch; // Of the last payment.
    }

    struct Mark {
        uint112 total; // Received before the first payment of the epoch.
        uint32 epoch;
    }

    struct Holding {
        uint64 taken; // Units taken by proof, held since epoch 0. Zero until they are taken.
        int64 traded; // Units received less units sent, in the open segment. Negative when taken units were sent.
        uint32 first; // The epoch of the first change, which ends the first segment; at least 1, and zero until then.
        uint32 since; // The epoch of the last change, which began the open segment.
        uint32 steps; // How many segments lie between the first and the open one.
    }

    struct Step {
        int64 traded;
        uint32 until; // The epoch that the segment ends before.
    }

    /// @dev Everything about one work's money in one currency.
    struct Income {
        Ledger ledger;
        Mark[] marks;
        mapping(address holder => Progress) progress;
    }

    /* CONSTANTS */

    /// @dev All units of a work: 100 with 6 decimals.
    uint64 private constant UNITS = 100_000_000;

    /// @dev Shares are in parts per billion.
    uint32 private constant ALL = 1e9;

    /// @dev All parts of all units: what an entitlement is divided by.
    uint256 private constant WHOLE = uint256(UNITS) * ALL;

    bytes32 private constant CLAIM_TYPEHASH = keccak256(
        "Claim(uint256 work,address currency,address holder,address to,uint256 maxSteps,uint256 nonce,uint256 deadline)"
    );

    IWorks private immutable WORKS;
    address private immutable LICENCES;
    address private immutable COMPLIANCE;

    /* STORAGE */

    /// @inheritdoc IRoyalties
    mapping(WorkId work => bytes32) public holdersRootOf;
    mapping(WorkId work => Epoch) private _epochs;
    mapping(WorkId work => mapping(address currency => Income)) private _incomes;

    /// @dev One slot each: the parent's number, followed by its share in 32 bits.
    mapping(WorkId work => mapping(uint256 index => Edge)) private _edges;
    mapping(WorkId work => mapping(address holder => Holding)) private _holdings;
    mapping(WorkId work => mapping(address holder => mapping(uint256 index => Step))) private _steps;

    /// @inheritdoc IRoyalties
    mapping(address account => mapping(address currency => uint256)) public proceedsOf;

    /* CONSTRUCTOR */

    /// @dev Deployed by {Colophon}, which knows the other contracts.
    constructor() ERC2771Context(msg.sender) EIP712("Colophon Royalties", "1") {
        WORKS = IWorks(IColophon(msg.sender).works());
        LICENCES = IColophon(msg.sender).licences();
        COMPLIANCE = IColophon(msg.sender).compliance();
    }

    /* UNITS */

    /// @inheritdoc IRoyalties
    function open(WorkId work, bytes32 holdersRoot, Edge[] calldata edges) external {
        if (msg.sender != address(WORKS)) revert Royalties_NotAllowed(msg.sender);
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
            _epochs[work].parents = count;
            _epochs[work].upstream = uint32(upstream);
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
        if (holding.first == 0) {
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
        Income storage income = _incomes[work][currency];
        if (income.ledger.received == 0 && !WORKS.isRegistered(work)) revert Royalties_UnknownWork(work);
        return _pay(income, _msgSender(), work, currency, amount, memo);
    }

    /// @inheritdoc IRoyalties
    function collect(
        address payer,
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) external payable nonReentrant returns (uint256 credited) {
        if (msg.sender != LICENCES && msg.sender != COMPLIANCE) revert Royalties_NotAllowed(msg.sender);
        return _pay(_incomes[work][currency], payer, work, currency, amount, memo);
    }

    /// @inheritdoc IRoyalties
    function collectFor(
        address payer,
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo,
        uint32 share,
        address licensor
    ) external payable nonReentrant returns (uint256 credited) {
        if (msg.sender != LICENCES) revert Royalties_NotAllowed(msg.sender);
        credited = _receive(payer, currency, amount);
        uint256 forWork = Math.mulDiv(credited, share, ALL);
        if (forWork != 0) {
            _credit(_incomes[work][currency], work, currency, forWork);
            emit Paid(work, currency, payer, forWork, memo);
        }
        if (forWork != credited) {
            proceedsOf[licensor][currency] += credited - forWork;
            emit ProceedsCredited(licensor, currency, credited - forWork, memo);
        }
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
        Income storage income,
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

    function _credit(Income storage income, WorkId work, address currency, uint256 amount) private {
        Ledger memory ledger = income.ledger;
        if (amount > type(uint112).max - ledger.received) revert Royalties_TooMuch(work, currency, amount);
        Epoch storage epoch = _epochs[work];
        uint32 current = epoch.current;
        if (ledger.epoch != current) {
            income.marks.push(Mark(ledger.received, current));
            ledger.epoch = current;
        }
        unchecked {
            ledger.received += uint112(amount); // Fits, as checked above.
        }
        income.ledger = ledger;
        if (epoch.quiet) epoch.quiet = false;
    }

    function _pull(address payer, IERC20 token, uint256 amount) private returns (uint256) {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(payer, address(this), amount);
        uint256 balance = token.balanceOf(address(this));
        if (balance <= before) revert Royalties_NothingReceived(address(token), amount);
        return balance - before;
    }

    /// @inheritdoc IRoyalties
    function sweep(WorkId work, address currency) external returns (uint256) {
        address till = tillOf(work);
        if (till.code.length == 0) {
            if (!WORKS.isRegistered(work)) revert Royalties_UnknownWork(work);
            new Till{salt: 0}(work);
        }
        return ITill(till).sweep(currency);
    }

    /* UPSTREAM */

    /// @inheritdoc IRoyalties
    function settle(WorkId[] calldata works, address currency) external {
        for (uint256 i = 0; i < works.length; ++i) {
            WorkId work = works[i];
            uint256 parents = _epochs[work].parents;
            Ledger storage ledger = _incomes[work][currency].ledger;
            uint112 received_ = ledger.received;
            uint112 settled = ledger.settled;
            if (parents == 0 || received_ == settled) continue;

            ledger.settled = received_;
            for (uint256 k = 0; k < parents; ++k) {
                Edge edge = _edges[work][k];
                WorkId parent = edge.parent();
                uint256 amount = _owed(settled, received_, edge.share());
                if (amount == 0) continue;
                _credit(_incomes[parent][currency], parent, currency, amount);
                emit Settled(work, parent, currency, amount);
            }
        }
    }

    /// @dev What a parent is owed of what came in between two settlements: a difference of lifetime totals.
    function _owed(uint256 settled, uint256 received_, uint256 share) private pure returns (uint256) {
        return (received_ * share) / ALL - (settled * share) / ALL;
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
        if (holder == address(0) || !SignatureChecker.isValidSignatureNowCalldata(holder, digest, signature)) {
            revert Royalties_InvalidSignature(holder);
        }
        return _claim(holder, work, currency, to, maxSteps);
    }

    /// @inheritdoc IRoyalties
    function withdraw(address currency, address to) external returns (uint256 amount) {
        address account = _msgSender();
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
        Holding memory holding = _holdings[work][holder];
        if (holding.taken == 0 && holding.first == 0) revert Royalties_NeverHeld(work, holder);
        Income storage income = _incomes[work][currency];
        Progress progress;
        (amount, progress) = _count(income, work, holder, holding, maxSteps);

        // Effect
        income.progress[holder] = progress;
        if (amount == 0) return 0;
        emit Claimed(work, currency, holder, to, amount);

        // Interaction
        _send(currency, to, amount);
    }

    /// @dev Anything may be called again from here, but this not from inside a payment: what went out meanwhile would be
    /// missing from what arrived, so a buyer could deprive a work's holders of the price.
    function _send(address currency, address to, uint256 amount) private {
        if (_reentrancyGuardEntered()) revert ReentrancyGuardReentrantCall();
        if (currency == address(0)) Address.sendValue(payable(to), amount);
        else IERC20(currency).safeTransfer(to, amount);
    }

    /// @dev Counts closed segments, at most `maxSteps` of them, then the open one if it was reached.
    /// @return The amount due and how far the holder's progress is then.
    function _count(
        Income storage income,
        WorkId work,
        address holder,
        Holding memory holding,
        uint256 maxSteps
    ) private view returns (uint256, Progress) {
        Progress progress = income.progress[holder];
        uint256 upTo = progress.upTo();
        uint256 segment = progress.segments();
        uint256 taken = holding.taken;
        // Units x income, counted here before what is owed upstream is left out.
        uint256 earned;
        // Units are below 2^27, income below 2^112 and only growing, parts below 2^30: nothing here can overflow.
        unchecked {
            if (taken != 0 && !progress.isTakenCounted()) earned = taken * upTo;
            uint256 closed = _closedSegments(holding);
            for (; segment < closed && maxSteps > 0; --maxSteps) {
                // The first segment holds nothing that was traded.
                Step memory step = segment == 0 ? Step(0, holding.first) : _steps[work][holder][segment - 1];
                uint256 end = _receivedBefore(income, step.until);
                earned += _units(taken, step.traded) * (end - upTo);
                upTo = end;
                ++segment;
            }
            if (segment == closed) {
                uint256 end = income.ledger.received;
                earned += _units(taken, holding.traded) * (end - upTo);
                upTo = end;
            }
            uint256 kept = progress.kept();
            if (kept == 0) kept = keptOf(work);
            uint256 total = progress.remainder() + earned * kept;
            return (total / WHOLE, toProgress(upTo, segment, total % WHOLE, kept, taken != 0));
        }
    }

    function _closedSegments(Holding memory holding) private pure returns (uint256) {
        return holding.first == 0 ? 0 : uint256(holding.steps) + 1;
    }

    /// @dev Never negative: a balance is checked before each transfer, and taking only adds.
    function _units(uint256 taken, int64 traded) private pure returns (uint256) {
        unchecked {
            return uint256(int256(taken) + traded);
        }
    }

    /// @dev What had come in when `epoch` began: the total at the first mark of that epoch or a later one, by binary
    /// search; without such a mark nothing has come in since.
    function _receivedBefore(Income storage income, uint32 epoch) private view returns (uint256) {
        Mark[] storage marks = income.marks;
        uint256 length = marks.length;
        uint256 low = 0;
        uint256 high = length;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (marks[middle].epoch < epoch) low = middle + 1;
            else high = middle;
        }
        return low == length ? income.ledger.received : marks[low].total;
    }

    /* VIEWS */

    /// @inheritdoc IRoyalties
    function claimable(WorkId work, address currency, address holder) external view returns (uint256 amount) {
        (amount, ) = _count(_incomes[work][currency], work, holder, _holdings[work][holder], type(uint256).max);
    }

    /// @inheritdoc IRoyalties
    function received(WorkId work, address currency) external view returns (uint256) {
        return _incomes[work][currency].ledger.received;
    }

    /// @inheritdoc IRoyalties
    function unsettled(WorkId work, address currency) external view returns (uint256 amount) {
        Ledger memory ledger = _incomes[work][currency].ledger;
        uint256 parents = _epochs[work].parents;
        for (uint256 k = 0; k < parents; ++k) {
            amount += _owed(ledger.settled, ledger.received, _edges[work][k].share());
        }
    }

    /// @inheritdoc IRoyalties
    function parentsOf(WorkId work) external view returns (ILicences.Parent[] memory parents) {
        parents = new ILicences.Parent[](_epochs[work].parents);
        for (uint256 k = 0; k < parents.length; ++k) {
            Edge edge = _edges[work][k];
            parents[k] = ILicences.Parent(edge.parent(), edge.share());
        }
    }

    /// @inheritdoc IRoyalties
    function keptOf(WorkId work) public view returns (uint32) {
        return ALL - _epochs[work].upstream;
    }

    /// @inheritdoc IRoyalties
    function tillOf(WorkId work) public view returns (address) {
        return Create2.computeAddress(0, keccak256(abi.encodePacked(type(Till).creationCode, abi.encode(work))));
    }

    /// @inheritdoc IRoyalties
    function holdingOf(WorkId work, address holder) external view returns (uint64 taken, int64 traded) {
        Holding storage holding = _holdings[work][holder];
        return (holding.taken, holding.traded);
    }

    /// @inheritdoc IRoyalties
    function stepsOf(WorkId work, address currency, address holder) external view returns (uint256) {
        return _closedSegments(_holdings[work][holder]) - _incomes[work][currency].progress[holder].segments();
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
