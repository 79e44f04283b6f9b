namespace Muster.Tests.Simulation.Checking;

/// <summary>A fact as it lies in storage, read by nothing of the product's.</summary>
/// <param name="Kind">The name it is stored under: <c>message</c>, <c>queued</c>, <c>joined</c> ...</param>
public sealed record StoredFact(string Conversation, int Seq, DateTimeOffset At, string Kind)
{
    /// <summary>"citizen" or "agent" of a message.</summary>
    public string? From { get; init; }

    /// <summary>The agent who did it, or who is concerned.</summary>
    public string? StaffId { get; init; }

    /// <summary>A supervisor did it, and no agent.</summary>
    public bool IsBySupervisor { get; init; }

    public string? Text { get; init; }

    public string? MessageId { get; init; }

    public string? Secret { get; init; }

    public string? Reference { get; init; }

    public string? Queue { get; init; }

    public long Ticket { get; init; }

    public string? Reason { get; init; }

    public string? For { get; init; }

    public DateTimeOffset? ForUntil { get; init; }

    /// <summary>A supervisor gives it to the one agent also where there is no room; of a joining, there was none.</summary>
    public bool IsBeyondLimit { get; init; }

    /// <summary>Of a joining: they took it over, and no queue gave it to them.</summary>
    public bool IsTaken { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Of a handover: the expert group it is for.</summary>
    public string? Group { get; init; }

    /// <summary>Of a handover: the class of urgency it was raised to.</summary>
    public string? Priority { get; init; }

    /// <summary>Of what was decided on how urgent it is: since when it asks for its skills.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The id of the consult it tells of.</summary>
    public string? Consult { get; init; }

    /// <summary>Of what tells that somebody advises or does no longer: the fact of the consult that made it so.</summary>
    public int ConsultSeq { get; init; }

    /// <summary>Of the start of a consult: the conversation that advice is sought on.</summary>
    public string? ConsultOf { get; init; }

    /// <summary>And who asks.</summary>
    public string? NotFor { get; init; }

    /// <summary>Of a contact that is asked for: they are called in their turn; otherwise it is a message.</summary>
    public bool? IsCallBack { get; init; }

    /// <summary>Of a start: nobody waits at a screen for the answer.</summary>
    public bool LeavesMessage { get; init; }

    /// <summary>Of a close.</summary>
    public string? Outcome { get; init; }

    /// <summary>Of an answer to a notice.</summary>
    public bool? Helped { get; init; }

    /// <summary>Of a rating.</summary>
    public int Satisfaction { get; init; }

    /// <summary>Whether a citizen may see it.</summary>
    public bool IsForStaff => Kind is "note" or "tagged" or "triaged" or "life-at-risk" or "consult-asked" or "consult-joined" or "consult-left" or "consult-ended";

    /// <summary>What streams call it.</summary>
    public string EntryKind => Kind switch
    {
        "queued" => "waiting",
        "closing-asked" => "closing-question",
        "closing-answered" => "closing-answer",
        "citizen-left" => "left",
        _ => Kind,
    };

    public override string ToString() => $"{Conversation}#{Seq} {Kind}{(StaffId is null ? "" : $" {StaffId}")} at {At:HH:mm:ss.fff}";
}
