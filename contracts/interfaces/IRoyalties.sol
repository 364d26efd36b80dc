// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Edge} from "../types/Edge.sol";
import {LicenceId} from "../types/LicenceId.sol";
import {WorkId} from "../types/WorkId.sol";
import {ILicences} from "./ILicences.sol";

/// @title Royalties: who has a share of a work, and everybody's money (ERC-6909)
/// @notice Every work has 100,000,000 royalty units: 6 decimals, so that a balance reads as a percentage. They belong
/// to its claimant, or to the holders whose tree was registered with the work, each of whom takes their units with a
/// proof at any time and earns from the beginning. Units are tokens; a transfer never moves income already earned.
/// @notice A work made from others owes each of them a share of everything it receives, as the licence said that
/// allowed it. Holders are entitled to the rest. Anyone may settle what is owed, along any path, at any time.
/// @dev Paying costs the same for any number of holders and ancestors. Money is pulled: each holder claims each
/// currency, and what happens to one claim touches no other. Entitlements are lifetime-cumulative and carry their
/// remainder, so no sequence of calls rounds anything away or creates anything.
/// @dev Warning: a currency that takes fees, rebases or lies is credited with what arrived. If it later takes money
/// away from this contract, the claims in that currency suffer, and no other.
interface IRoyalties {
    /// @notice One sibling in a tree of holders.
    /// @param hash The sibling's hash.
    /// @param units The units below the sibling.
    struct Sibling {
        bytes32 hash;
        uint64 units;
    }

    /// @notice Emitted when a holder takes the units that were theirs since registration.
    event UnitsTaken(WorkId indexed work, address indexed holder, uint256 units);

    /// @notice Emitted when money comes in for a work.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param amount What arrived, in the currency's smallest unit.
    /// @param memo What the payment was for; the licence's number when a licence was sold.
    event Paid(WorkId indexed work, address indexed currency, address indexed payer, uint256 amount, bytes32 memo);

    /// @notice Emitted when a holder takes income out.
    event Claimed(WorkId indexed work, address indexed currency, address indexed holder, address to, uint256 amount);

    /// @notice Emitted when what a work owes an earlier one moves up.
    event Settled(WorkId indexed work, WorkId indexed parent, address indexed currency, uint256 amount);

    /// @notice Emitted when a licensor is credited their part of what is paid under a sublicence.
    event ProceedsCredited(address indexed account, address indexed currency, uint256 amount, bytes32 memo);

    /// @notice Emitted when a licensor takes proceeds out.
    event ProceedsWithdrawn(address indexed account, address indexed currency, address to, uint256 amount);

    /// @notice Thrown when a function for one of the other contracts is called by anyone else.
    error Royalties_NotAllowed(address caller);

    /// @notice Thrown when the work is not registered.
    error Royalties_UnknownWork(WorkId work);

    /// @notice Thrown when a holder has taken their units already.
    error Royalties_AlreadyTaken(WorkId work, address holder);

    /// @notice Thrown when a proof does not lead to the holders' root of the work with all of its units.
    error Royalties_InvalidProof(WorkId work, address holder, uint64 units);

    /// @notice Thrown when a claimant takes all units of a work whose units were given to a tree of holders, or when
    /// claimant and content root are not those of the work.
    error Royalties_NotClaimant(WorkId work, address claimant);

    /// @notice Thrown when somebody claims who never had units of the work.
    error Royalties_NeverHeld(WorkId work, address holder);

    /// @notice Thrown when nothing is paid.
    error Royalties_ZeroAmount();

    /// @notice Thrown when a work's lifetime income in one currency would pass 2^112 - 1.
    error Royalties_TooMuch(WorkId work, address currency, uint256 amount);

    /// @notice Thrown when the ETH sent is not exactly the amount, or ETH comes with a token payment.
    error Royalties_WrongValue(uint256 sent, uint256 due);

    /// @notice Thrown when income would go to the zero address or to this contract.
    error Royalties_InvalidReceiver(address to);

    /// @notice Thrown when a signed claim comes after its deadline.
    error Royalties_SignatureExpired(uint256 deadline, uint256 time);

    /// @notice Thrown when a claim is not signed by its holder, was used already, or was changed in any field.
    error Royalties_InvalidSignature(address holder);

    /// @notice Thrown when a new work would owe more than all it receives.
    error Royalties_OwesTooMuch(WorkId work, uint256 share);

    /// @notice Thrown when a token transfer succeeds but nothing arrives.
    error Royalties_NothingReceived(address currency, uint256 amount);

    /// @notice Thrown when the currency is an ERC-721 contract: its tokens can't be divided among holders.
    error Royalties_NotACurrency(address token);

    /// @notice Records who shares in a new work, at registration. Emits nothing: the events of {IWorks} say it.
    /// @param work The work.
    /// @param holdersRoot The root of its tree of holders; zero if all units belong to the claimant.
    /// @param edges The works it is made from, and what each is owed. At most 16.
    /// @custom:caller only Works
    function open(WorkId work, bytes32 holdersRoot, Edge[] calldata edges) external;

    /// @notice Takes the units of a holder in the work's tree, who then earns from the beginning.
    /// @param work The work.
    /// @param holder The holder.
    /// @param units The holder's units.
    /// @param proof The siblings from the holder's leaf to the root.
    /// @custom:caller anyone
    function take(WorkId work, address holder, uint64 units, Sibling[] calldata proof) external;

    /// @notice Takes all units for the claimant of a work without a tree of holders.
    /// @param work The work.
    /// @param claimant The work's claimant.
    /// @param contentRoot The content root it was registered with.
    /// @custom:caller anyone
    function takeAll(WorkId work, address claimant, bytes32 contentRoot) external;

    /// @notice Pays money into a work, for its holders.
    /// @param work The work.
    /// @param currency An ERC-20 token that the caller has allowed this contract to take, or the zero address for ETH.
    /// @param amount In the currency's smallest unit. For ETH, what is sent along.
    /// @param memo What the payment is for, for the record.
    /// @return credited What arrived: less than `amount` for a token that takes a fee.
    /// @custom:caller anyone
    function pay(
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) external payable returns (uint256 credited);

    /// @notice Pays the price of a licence of the work's controller for its buyer, or what is owed under it.
    /// @custom:caller only Offers and Compliance, which name their own caller as payer
    function collect(
        address payer,
        WorkId work,
        address currency,
        uint256 amount,
        bytes32 memo
    ) external payable returns (uint256 credited);

    /// @notice {payFor} somebody who pays.
    /// @custom:caller only Offers and Compliance, which name their own caller as payer
    function collectFor(
        address payer,
        LicenceId licence,
        address currency,
        uint256 amount
    ) external payable returns (uint256 credited);

    /// @notice Pays for a licence: of a sublicence each licensor keeps what the licence that they hold does not ask,
    /// from the nearest up, and takes it with {withdraw}; what is left goes into the work.
    /// @dev At most 8 licensors. What rounding leaves, less than one smallest unit a licensor, is the licensor's.
    /// @param licence The licence.
    /// @param currency An ERC-20 token that the caller has allowed this contract to take, or the zero address for ETH.
    /// @param amount In the currency's smallest unit. For ETH, what is sent along.
    /// @return credited What arrived: less than `amount` for a token that takes a fee.
    /// @custom:caller anyone
    function payFor(LicenceId licence, address currency, uint256 amount) external payable returns (uint256 credited);

    /// @notice Uses the caller's ERC-2612 permit for this contract, if it is still good; else does nothing, because
    /// somebody may have used it before (then the allowance is there already).
    /// @dev For a batch with the purchase that needs the allowance, which fails if it is not there.
    /// @return used Whether the permit was used now.
    /// @custom:caller anyone, for themselves
    function permit(
        address token,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (bool used);

    /// @notice Moves what works owe to the works they are made from: one step up for each, in the order given.
    /// @dev A work whose income comes from a derivative is settled after it: name the derivative first. Works that owe
    /// nothing are passed over.
    /// @param works The works.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @custom:caller anyone
    function settle(WorkId[] calldata works, address currency) external;

    /// @notice Sends what stands in a work's till into the work, and makes the till first if it is not there.
    /// @param work The work.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param most The most to send, in the currency's smallest unit: for a token that limits its transfers, or asks
    /// a fee on top of them. What is more stays in the till for the next time.
    /// @return credited What the work received.
    /// @custom:caller anyone
    function sweep(WorkId work, address currency, uint256 most) external returns (uint256 credited);

    /// @notice Sends the caller's proceeds of sublicences to an address of their choice.
    /// @return amount What was sent; zero if nothing was waiting.
    /// @custom:caller anyone, for themselves
    function withdraw(address currency, address to) external returns (uint256 amount);

    /// @notice Sends an account's proceeds of sublicences to the account itself.
    /// @dev For contracts that can receive but not call, like an immutable split.
    /// @return amount What was sent; zero if nothing was waiting.
    /// @custom:caller anyone
    function releaseProceeds(address account, address currency) external returns (uint256 amount);

    /// @notice Sends the caller's income from a work to an address of their choice.
    /// @param work The work.
    /// @param currency An ERC-20 token, or the zero address for ETH.
    /// @param to Where it goes.
    /// @param maxSteps How many earlier changes of the caller's units to count at most (see {stepsOf}); what is left is
    /// counted by the next claim.
    /// @return amount What was sent; zero if nothing was waiting.
    /// @custom:caller a holder of units, for themselves
    function claim(WorkId work, address currency, address to, uint256 maxSteps) external returns (uint256 amount);

    /// @notice Sends a holder's income to the address they signed for. For holders whose own address a token refuses,
    /// or who have no ETH.
    /// @param holder The holder.
    /// @param nonce The holder's next nonce (see {nonces}); each signature counts once.
    /// @param deadline The last second at which the signature counts.
    /// @param signature The holder's signature of the EIP-712 message `Claim` (an account's or, by ERC-1271, a
    /// contract's).
    /// @custom:caller anyone with the holder's signature
    function claimFor(
        WorkId work,
        address currency,
        address holder,
        address to,
        uint256 maxSteps,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 amount);

    /// @notice Sends a holder's income from a work to the holder's own address.
    /// @dev For holders that can receive but neither call nor sign: an immutable split, another work's till, a vesting
    /// contract. To anywhere else only the holder can send it.
    /// @param holder The holder.
    /// @param maxSteps As in {claim}.
    /// @return amount What was sent; zero if nothing was waiting.
    /// @custom:caller anyone
    function release(WorkId work, address currency, address holder, uint256 maxSteps) external returns (uint256 amount);

    /// @notice What a holder could claim now with as many steps. Units that were not taken yet do not count.
    /// @param maxSteps As in {claim}: so that the view ends, however often the units moved.
    function claimable(WorkId work, address currency, address holder, uint256 maxSteps) external view returns (uint256);

    /// @notice What a work has received in a currency in its lifetime.
    function received(WorkId work, address currency) external view returns (uint256);

    /// @notice What a work owes to the works it is made from and was not settled yet.
    function unsettled(WorkId work, address currency) external view returns (uint256);

    /// @notice The works that a work is made from and owes a share, as {Works.register} recorded them.
    function parentsOf(WorkId work) external view returns (ILicences.Parent[] memory);

    /// @notice What is left to a work's holders of everything it receives, in parts per billion.
    function keptOf(WorkId work) external view returns (uint32);

    /// @notice The work's own address for plain transfers, the receiver of ERC-2981 royalties. It works before anything
    /// is deployed there, with 2,300 gas, and for any ERC-20 without hooks.
    function tillOf(WorkId work) external view returns (address);

    /// @notice What an account was credited from sublicences and has not withdrawn.
    function proceedsOf(address account, address currency) external view returns (uint256);

    /// @notice The units of a holder: those taken by proof (zero until then), and those received less those sent.
    function holdingOf(WorkId work, address holder) external view returns (uint64 taken, int64 traded);

    /// @notice The epoch a work is in: a number that grows when units move after money came in.
    function epochOf(WorkId work) external view returns (uint32);

    /// @notice A holder's units during an epoch; the present units for the present epoch and any later one. Units
    /// taken by proof count from epoch 0, because they were the holder's from the beginning. For votes and snapshots of
    /// other contracts.
    /// @param epoch The number of an epoch (see {epochOf}).
    function unitsAt(WorkId work, address holder, uint32 epoch) external view returns (uint256);

    /// @notice How many earlier changes of a holder's units a claim in a currency still has to count.
    function stepsOf(WorkId work, address currency, address holder) external view returns (uint256);

    /// @notice The root of the work's tree of holders, or zero.
    function holdersRootOf(WorkId work) external view returns (bytes32);
}
