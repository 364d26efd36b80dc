// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Agreements: these parties signed exactly this text, by this block
/// @notice An agreement is a text, the parties who sign it, and the few facts about it that a contract can keep. All of
/// it is one EIP-712 message, in which the text stands in full, so a wallet shows what is signed. Once every party has
/// signed, anybody may have it witnessed here: each signature is checked, and one slot remembers since when the
/// agreement stands and when it ends.
/// @notice An agreement that says so is never witnessed: its parties keep the signatures, and stamp them together by
/// {ITimestamps} so that they prove when they existed. Nothing of it is seen here.
/// @dev The contract keeps the hash of the text and never sees the text. It proves that the parties signed these words by
/// then; whether the words bind them is a matter of law. It decides nothing about a breach: `arbitrator` names whom the
/// parties chose.
/// @dev An agreement's id is the EIP-712 digest that its parties sign: the chain and this contract are in it, so the same
/// words signed for another chain are another agreement.
interface IAgreements {
    /// @notice What the parties sign.
    /// @param text keccak256 of the text, which stands in full in the signed message. Nobody can guess a text with a
    /// random reference in it.
    /// @param parties Who signs: 1 to 32, in ascending order.
    /// @param witnessed Whether it may be witnessed here. If not, it stays with its parties.
    /// @param opens The first second, since 1970, at which it may be concluded.
    /// @param closes The first second at which it may no longer be concluded: until then the signatures wait for each
    /// other.
    /// @param ends The first second at which it no longer stands; FOREVER if it has no end.
    /// @param leavers Who may end it alone: the bit of each such party's place in `parties`, the first being bit 0.
    /// @param notice How many seconds after such a party says so it ends; zero if nobody may.
    /// @param supersedes The agreement that this one replaces, or zero. One that was witnessed here must stand between
    /// the same parties, and ends; of any other the contract knows nothing.
    /// @param arbitrator Who decides disputes under it, by ERC-792, and is no party; zero if the text names no such
    /// contract.
    /// @param court keccak256 of what the arbitrator is asked with (`extraData`); zero without an arbitrator.
    struct Agreement {
        bytes32 text;
        address[] parties;
        bool witnessed;
        uint40 opens;
        uint40 closes;
        uint40 ends;
        uint32 leavers;
        uint40 notice;
        bytes32 supersedes;
        address arbitrator;
        bytes32 court;
    }

    /// @notice Why an agreement ends when it does.
    enum Ending {
        AsAgreed,
        ByAll,
        ByNotice,
        Superseded
    }

    /// @notice Emitted when an agreement is witnessed: all its parties signed it.
    event AgreementConcluded(bytes32 indexed agreement, Agreement details);

    /// @notice Emitted when an agreement gets another end than the one it was signed with.
    /// @param party Who gave notice; zero if all ended it, or another agreement took its place.
    /// @param ends The first second at which it no longer stands.
    event AgreementEnded(bytes32 indexed agreement, address indexed party, Ending ending, uint40 ends);

    /// @notice Thrown when the text is empty.
    error Agreements_NoText();

    /// @notice Thrown when an agreement has no party, or more than 32.
    error Agreements_PartyCount(uint256 count, uint256 most);

    /// @notice Thrown when the parties are not in ascending order, or one is named twice, or is the zero address.
    error Agreements_PartiesNotAscending(address party);

    /// @notice Thrown when the parties did not agree to have the agreement witnessed.
    error Agreements_NotForWitness(bytes32 agreement);

    /// @notice Thrown when an agreement is concluded outside its window.
    error Agreements_OutsideWindow(uint40 opens, uint40 closes, uint256 time);

    /// @notice Thrown when an agreement would be over before it begins.
    error Agreements_OverAlready(uint40 ends, uint256 time);

    /// @notice Thrown when somebody may end the agreement alone who is no party, or there is a notice that nobody may give.
    error Agreements_WrongNotice(uint32 leavers, uint40 notice, uint256 parties);

    /// @notice Thrown when a party would decide disputes of its own, or an arbitrator's court is named without one.
    error Agreements_WrongArbitrator(address arbitrator, bytes32 court);

    /// @notice Thrown when there are not as many signatures as parties.
    error Agreements_SignatureCount(uint256 signatures, uint256 parties);

    /// @notice Thrown when a party did not sign exactly this.
    error Agreements_NotSigned(address party);

    /// @notice Thrown when an agreement was concluded before.
    error Agreements_AlreadyConcluded(bytes32 agreement, uint40 concluded);

    /// @notice Thrown when an agreement was never concluded here, or stands no longer.
    error Agreements_NotStanding(bytes32 agreement, uint40 concluded, uint40 ends);

    /// @notice Thrown when an agreement would replace one between other parties.
    error Agreements_OtherParties(bytes32 superseded);

    /// @notice Thrown when somebody who may not end the agreement alone gives notice.
    error Agreements_MayNotLeave(bytes32 agreement, address party);

    /// @notice Thrown when notice is given of an agreement that ends before the notice would end it.
    error Agreements_EndsBefore(bytes32 agreement, uint40 ends);

    /// @notice Thrown when a signature comes after its deadline.
    error Agreements_SignatureExpired(uint256 deadline, uint256 time);

    /// @notice Witnesses an agreement that all its parties signed.
    /// @param agreement The agreement.
    /// @param signatures Each party's signature of the EIP-712 message `Agreement` (an account's or, by ERC-1271, a
    /// contract's), in the order of the parties.
    /// @return id The agreement's id.
    /// @custom:caller anyone with the signatures of all parties
    function conclude(Agreement calldata agreement, bytes[] calldata signatures) external returns (bytes32 id);

    /// @notice Ends an agreement now, as all its parties want.
    /// @param agreement The agreement, every field as signed.
    /// @param deadline The last second at which the signatures count.
    /// @param signatures Each party's signature of the EIP-712 message `End`: the agreement's id and the deadline; in the
    /// order of the parties.
    /// @custom:caller anyone with the signatures of all parties
    function end(Agreement calldata agreement, uint256 deadline, bytes[] calldata signatures) external;

    /// @notice Gives notice: the agreement ends once the time of notice is over.
    /// @param agreement The agreement, every field as signed.
    /// @custom:caller a party whom the agreement lets end it alone
    function leave(Agreement calldata agreement) external;

    /// @notice Gives notice for a party that signed it.
    /// @param agreement The agreement, every field as signed.
    /// @param party The party.
    /// @param deadline The last second at which the signature counts.
    /// @param signature The party's signature of the EIP-712 message `Leave`: the agreement's id and the deadline.
    /// @custom:caller anyone with the signature of a party whom the agreement lets end it alone
    function leaveFor(Agreement calldata agreement, address party, uint256 deadline, bytes calldata signature) external;

    /// @notice What the contract remembers of an agreement.
    /// @return concluded When it was witnessed, in seconds since 1970; zero if it never was.
    /// @return ends The first second at which it no longer stands, or FOREVER.
    /// @return ending Why it ends then.
    function recordOf(bytes32 agreement) external view returns (uint40 concluded, uint40 ends, Ending ending);

    /// @notice Whether an agreement stands at a time, as far as is known now. Half-open: concluded <= time < ends.
    function standsAt(bytes32 agreement, uint40 time) external view returns (bool);

    /// @notice The id of an agreement, which is what its parties sign (EIP-712 digest).
    function agreementIdOf(Agreement calldata agreement) external view returns (bytes32);
}
