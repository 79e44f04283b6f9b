using System.Collections.Immutable;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>Facts as people read them: without staff ids.</summary>
public static class Transcript
{
    public static Entry ToEntry(this JournalEntry<ConversationFact> stored) => stored.Fact switch
    {
        ConversationStarted started => stored.Entry(EntryKind.Started, Author.System) with
        {
            Text = started.Greeting.Length == 0 ? null : started.Greeting,
            Queue = started.Queue,
            Reference = started.Reference,
            Contact = started.Contact,
            Page = started.Page,
            Language = started.Language,
            Answers = started.Answers?.ToImmutableDictionary(),
            Reason = started.LeavesMessage ? "left-message" : null,
        },
        MessagePosted message => stored.Entry(EntryKind.Message, message.From) with
        {
            Text = message.Text,
            MessageId = message.MessageId,
            CitizensMessageId = message.Secret,
        },
        ConversationQueued queued => stored.Entry(EntryKind.Waiting, Author.System) with
        {
            Queue = queued.Queue,
            Ticket = queued.Ticket,
            Reason = queued.Reason,
            NotBefore = queued.NotBefore,
            To = queued.ForAlias,
        },
        AgentJoined joined => stored.Entry(EntryKind.Joined, joined.Agent) with { Queue = joined.Queue },
        AgentLeft left => stored.Entry(EntryKind.Left, left.Agent) with { Reason = left.Reason },
        CitizenLeft => stored.Entry(EntryKind.Left, Author.Citizen(null)) with { Reason = "ended" },
        ConversationTransferred transferred => stored.Entry(EntryKind.Transferred, transferred.By) with
        {
            Queue = transferred.Queue,
            To = transferred.ToAlias ?? transferred.Queue,
            Reason = transferred.Reason,
            Group = transferred.Group,
            Priority = transferred.Priority,
        },
        ConversationTriaged triaged => stored.Entry(EntryKind.Triaged, Author.System, staffOnly: true) with
        {
            Reason = triaged.Rule,
            Queue = triaged.Chosen,
            Priority = triaged.Triage?.Priority,
        },
        LifeAtRiskNoticed noticed => stored.Entry(EntryKind.LifeAtRisk, Author.System, staffOnly: true) with { Reason = noticed.Phrase },
        ContactAsked asked => stored.Entry(EntryKind.ContactAsked, Author.Citizen(null)) with
        {
            Channel = asked.Request.Channel,
            Contact = asked.Request.Address,
            IsCallBack = asked.Request.IsCallBack,
            NotBefore = asked.Request.NotBefore,
            Text = asked.Request.BestTime,
        },
        ContactTried tried => stored.Entry(EntryKind.ContactTried, tried.By) with { Outcome = Spelled(tried.Outcome), NotBefore = tried.AgainAt },
        NoticeAnswered answered => stored.Entry(EntryKind.NoticeAnswer, Author.Citizen(null)) with
        {
            MessageId = answered.Notice,
            Text = answered.Text,
            Url = answered.Url,
            Helped = answered.Helped,
        },
        ConsultAsked asked => stored.Entry(EntryKind.ConsultAsked, asked.By, staffOnly: true) with
        {
            Consult = asked.Consult,
            Queue = asked.Queue,
            To = asked.ToAlias ?? asked.Queue,
            Group = asked.Group,
            Text = asked.Question,
        },
        ConsultJoined joined => stored.Entry(EntryKind.ConsultJoined, joined.Expert, staffOnly: true) with { Consult = joined.Consult },
        ConsultLeft left => stored.Entry(EntryKind.ConsultLeft, left.Expert, staffOnly: true) with { Consult = left.Consult },
        ConsultEnded ended => stored.Entry(EntryKind.ConsultEnded, ended.By, staffOnly: true) with { Consult = ended.Consult, Reason = ended.Reason },
        NoteAdded note => stored.Entry(EntryKind.Note, note.By, staffOnly: true) with { Text = note.Text },
        ConversationTagged tagged => stored.Entry(EntryKind.Tagged, tagged.By, staffOnly: true) with { Tags = tagged.Tags },
        ClosingAsked asked => stored.Entry(EntryKind.ClosingQuestion, asked.By),
        ClosingAnswered answered => stored.Entry(EntryKind.ClosingAnswer, Author.Citizen(null)) with { MoreHelp = answered.MoreHelp },
        ConversationClosed closed => stored.Entry(EntryKind.Closed, closed.By) with
        {
            Text = closed.Words,
            Outcome = closed.Outcome,
            Disposition = closed.Disposition,
            NextAction = closed.NextAction,
            NextActionBy = closed.NextActionBy,
        },
        ConversationRated rated => stored.Entry(EntryKind.Rated, Author.Citizen(null)) with
        {
            Resolved = rated.Resolved,
            Satisfaction = rated.Satisfaction,
            Text = rated.Comment,
        },
        WarningGiven warning => stored.Entry(EntryKind.Warning, warning.By) with { Text = warning.Guidelines },
        CitizenReferred referred => stored.Entry(EntryKind.Referred, referred.By) with { To = referred.Channel, Text = referred.Value, Url = referred.Url },
        BanProposed proposed => stored.Entry(EntryKind.BanProposed, proposed.By, staffOnly: true) with { Text = proposed.Reason },
        ContentRemoved removed => stored.Entry(EntryKind.Removed, Author.System) with { Target = removed.Target, Reason = removed.Why },
        ConversationAnonymised => stored.Entry(EntryKind.Removed, Author.System) with { Reason = "anonymised" },
        var unknown => throw new InvalidOperationException($"No entry is written for {unknown.GetType().Name}."),
    };

    private static string Spelled(ContactOutcome outcome) => outcome switch
    {
        ContactOutcome.Reached => "reached",
        ContactOutcome.NotReached => "not-reached",
        _ => "wrong-address",
    };

    private static Entry Entry(this JournalEntry<ConversationFact> stored, string kind, Author author, bool staffOnly = false) =>
        new(stored.Seq, stored.At, kind, author.Role, author.Name, staffOnly);
}
