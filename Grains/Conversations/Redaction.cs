using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Muster.Records;

namespace Muster.Conversations;

/// <summary>The one place where identifiers are taken out of what people write, before it is stored or published.</summary>
public static class Redaction
{
    /// <summary>The facts as they may be stored, and the messages whose content they bury.</summary>
    public static ImmutableArray<ConversationFact> Redact(this Conversation conversation, ImmutableArray<ConversationFact> facts)
    {
        var clean = ImmutableArray.CreateBuilder<ConversationFact>(facts.Length);
        foreach (var fact in facts)
        {
            var one = Clean(fact);
            if (one is MessagePosted { From.Role: Identity.Role.Citizen } message)
            {
                var (text, bury) = CardNumbers.CleanAcross(conversation.OpenDigits, message.Text);
                clean.Add(message with { Text = text });
                clean.AddRange(bury.Select(seq => new ContentRemoved(seq, "card-number")));
            }
            else
            {
                clean.Add(one);
            }
        }

        return clean.ToImmutable();
    }

    /// <summary>What stands in the place of a message whose end belonged to an identifier.</summary>
    public static ConversationFact Bury(ConversationFact fact) =>
        fact is MessagePosted message ? message with { Text = CardNumbers.WithoutTail(message.Text) } : fact;

    private static ConversationFact Clean(ConversationFact fact) => fact switch
    {
        MessagePosted message => message with { From = Clean(message.From), Text = Clean(message.Text) },
        ConversationStarted started => started with
        {
            Name = Clean(started.Name),
            Contact = Clean(started.Contact),
            Page = Clean(started.Page),
            Language = Clean(started.Language),
            Follows = Clean(started.Follows),
            Answers = started.Answers?.ToImmutableSortedDictionary(answer => answer.Key, answer => Clean(answer.Value)),
        },
        ConversationTransferred transferred => transferred with { Reason = Clean(transferred.Reason) },
        NoteAdded note => note with { Text = Clean(note.Text) },
        ConversationTagged tagged => tagged with { Tags = [.. tagged.Tags.Select(tag => Clean(tag))] },
        ConversationClosed closed => closed with { By = Clean(closed.By), NextAction = Clean(closed.NextAction) },
        ConversationRated rated => rated with { Comment = Clean(rated.Comment) },
        _ => fact,
    };

    /// <summary>A citizen may call themselves anything; an agent's alias is the agency's.</summary>
    private static Author Clean(Author author) =>
        author.Role == Identity.Role.Citizen ? author with { Name = Clean(author.Name) } : author;

    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Clean(string? text) => text is null ? null : TaxNumbers.Clean(CardNumbers.Clean(text));
}
