namespace Muster.Tests.Simulation.Checking;

/// <summary>Something reached the disk while the run went on.</summary>
public abstract record StoredMoment(DateTimeOffset At);

/// <summary>Facts of one conversation, as one unit.</summary>
/// <param name="After">How many were there before.</param>
public sealed record FactsStored(DateTimeOffset At, string Conversation, int After, IReadOnlyList<StoredFact> Facts) : StoredMoment(At);

/// <summary>Which segments a queue's register has.</summary>
public sealed record SegmentsStored(DateTimeOffset At, string Queue, IReadOnlyList<int> Numbers) : StoredMoment(At);

/// <summary>What a segment of a queue's register names; nothing once it is removed.</summary>
public sealed record PlacesStored(DateTimeOffset At, string Queue, int Number, IReadOnlyList<string> Conversations) : StoredMoment(At);

/// <summary>What a register of closed conversations names.</summary>
public sealed record ClosedStored(DateTimeOffset At, IReadOnlyList<string> Conversations) : StoredMoment(At);

/// <summary>What counts against an agent's capacity, and whether they are there.</summary>
public sealed record SlotsStored(DateTimeOffset At, string StaffId, IReadOnlyList<StoredSlot> Slots, bool IsOffline = false) : StoredMoment(At);
