namespace Muster.Tests.Simulation.Checking;

/// <summary>An agent held a conversation.</summary>
public sealed record Tenure(StoredFact Joined)
{
    public string Conversation => Joined.Conversation;

    public string StaffId => Joined.StaffId!;

    public DateTimeOffset From => Joined.At;

    /// <summary>The fact that ended it: what was handed over or given back is queued, or it was closed. Null while it lasts.</summary>
    public StoredFact? Ended { get; set; }

    public DateTimeOffset Until => Ended?.At ?? DateTimeOffset.MaxValue;

    /// <summary>It was taken from the agent because the citizen got no reply.</summary>
    public bool IsWithoutReply => Ended is { Kind: "queued", Reason: "no-reply" };

    /// <summary>A supervisor took it from the agent, or they handed it to experts, for whoever is next.</summary>
    public bool IsTakenAway { get; set; }

    /// <summary>For a while it is given to somebody else, if there is anybody.</summary>
    public bool OthersComeFirst => IsWithoutReply || IsTakenAway;

    /// <summary>The last entry the agent may see: all of it where it ended in their hands.</summary>
    public int LastVisible => Ended is null or { Kind: "closed" } ? int.MaxValue : Ended.Seq;
}
