namespace Muster.Conversations;

/// <summary>A conversation as others know it.</summary>
internal static class ConversationViews
{
    /// <summary>The age it has in every line: that of its first place, however often it is handed on.</summary>
    public static DateTimeOffset Age(this Conversation conversation) =>
        new(conversation.Ticket + (conversation.Triage?.HeadStart.Ticks ?? 0), TimeSpan.Zero);

    public static Started Started(this Conversation conversation, bool repeated) => new(
        conversation.Reference,
        conversation.FirstMessage!.Seq,
        conversation.FirstMessage.At,
        conversation.Status,
        conversation.Queue,
        conversation.Ticket,
        repeated);

    public static ConversationView View(this Conversation conversation) => new(
        conversation.Reference,
        conversation.Status,
        conversation.Queue,
        conversation.Ticket,
        conversation.StartedAt,
        conversation.Holder?.Name,
        conversation.CitizenName,
        conversation is { IsClosingAsked: true, HasEnded: false },
        conversation.Rated is not null,
        conversation.LastSeq,
        conversation.Tags)
    {
        IsAtRisk = conversation.IsAtRisk,
        Contact = conversation.Contact,
        NoticeAnswered = conversation.NoticeAnswered,
        NotBefore = conversation.NotBefore,
        Priority = conversation.Triage?.Priority,
        ConsultOf = conversation.IsFor?.Conversation,
    };

    public static Holding Holding(this Conversation conversation) => new(
        conversation.Status,
        conversation.Status is ConversationStatus.Active or ConversationStatus.WrapUp ? conversation.Holder?.StaffId : null,
        conversation.IsOpened ? conversation.Queue : null,
        conversation.Ticket,
        conversation.Age(),
        conversation.HoldingSeq,
        conversation.Reference,
        conversation.Closed?.At,
        conversation.TakenFrom)
    {
        WaitsSince = conversation.WaitsSince,
        IsAtRisk = conversation.IsAtRisk,
        NotBefore = conversation.NotBefore,
        Triage = conversation.Triage,
        For = conversation.For,
        ForUntil = conversation.ForUntil,
        BeyondLimitBy = conversation.BeyondLimitBy,
        Alias = conversation.Holder?.Name,
        ConsultOf = conversation.IsFor?.Conversation,
    };
}
