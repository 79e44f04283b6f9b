namespace Muster.Tests.Simulation.Checking;

/// <summary>A conversation waited in a line.</summary>
/// <param name="Queued">The fact that put it there.</param>
public sealed record Wait(StoredFact Queued)
{
    public string Conversation => Queued.Conversation;

    public string Queue => Queued.Queue!;

    public DateTimeOffset From => Queued.At;

    /// <summary>Who asks for the advice that it is about: it is not theirs to give. Null for nobody.</summary>
    public string? NotFor { get; init; }

    /// <summary>The fact that ended it; null while it lasts.</summary>
    public StoredFact? Ended { get; set; }

    public DateTimeOffset Until => Ended?.At ?? DateTimeOffset.MaxValue;

    /// <summary>Whether the agent might have been given it.</summary>
    public bool IsFor(string staffId, DateTimeOffset at) => (Queued.NotBefore is not { } notBefore || at >= notBefore) && IsNotKeptFrom(staffId, at);

    private bool IsNotKeptFrom(string staffId, DateTimeOffset at) => staffId != NotFor && IsNotKeptForAnother(staffId, at);

    private bool IsNotKeptForAnother(string staffId, DateTimeOffset at) => Queued.For is null || Queued.For == staffId || at >= Queued.ForUntil;
}
