using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Muster.Identifiers;

namespace Muster.Conversations;

/// <summary>The one place where identifiers are taken out of what people write, before it is stored or published.</summary>
public static class Redaction
{
    /// <summary>The facts as they may be stored, and the messages whose content they bury.</summary>
    /// <param name="conversation">As it stood before them.</param>
    /// <param name="facts">As they were decided.</param>
    /// <param name="redactor">The agency's; null for what every agency has.</param>
    public static ImmutableArray<ConversationFact> Redact(this Conversation conversation, ImmutableArray<ConversationFact> facts, Redactor? redactor = null)
    {
        redactor ??= Redactor.OfEveryAgency;
        var earlier = conversation.Announced();
        var cleaner = new Cleaner(redactor, earlier);
        var clean = ImmutableArray.CreateBuilder<ConversationFact>(facts.Length);
        foreach (var fact in facts)
        {
            var one = cleaner.Clean(fact);
            if (one is MessagePosted { From.Role: Identity.Role.Citizen } message)
            {
                var (text, bury, name) = redactor.CleanAcross(conversation.OpenDigits, message.Text, earlier);
                clean.Add(message with { Text = text });
                clean.AddRange(bury.Select(seq => new ContentRemoved(seq, Why(name!))));
            }
            else
            {
                clean.Add(one);
            }
        }

        return clean.ToImmutable();
    }

    /// <summary>Words that belong to no conversation, without what is an identifier in every agency.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Clean(string? text) => Redactor.OfEveryAgency.Clean(text);

    /// <summary>Whether any of them holds words of people's.</summary>
    public static bool HasWords(ImmutableArray<ConversationFact> facts) => facts.Any(fact =>
        fact is MessagePosted or ConversationStarted or ConversationTransferred or NoteAdded or ConversationTagged or ConversationClosed or ConversationRated
            or BanProposed or ContactAsked or ConsultAsked);

    /// <summary>What stands in the place of a message whose end belonged to an identifier.</summary>
    /// <param name="fact">The message.</param>
    /// <param name="why">See <see cref="ContentRemoved"/>.</param>
    public static ConversationFact Bury(ConversationFact fact, string why) =>
        fact is MessagePosted message ? message with { Text = SplitNumbers.WithoutTail(message.Text, Name(why)) } : fact;

    private static string Why(string name) => name.Replace(' ', '-');

    private static string Name(string why) => why.Replace('-', ' ');

    private sealed class Cleaner(Redactor redactor, Announced earlier)
    {
        public ConversationFact Clean(ConversationFact fact) => fact switch
        {
            MessagePosted message => message with { From = Clean(message.From), Text = Clean(message.Text) },
            ConversationStarted started => started with
            {
                Name = Clean(started.Name),
                Contact = Clean(started.Contact),
                Page = CleanPage(started.Page),
                Language = Clean(started.Language),
                Follows = Clean(started.Follows),
                Answers = Clean(started.Answers),
            },
            ConversationTransferred transferred => transferred with { Reason = Clean(transferred.Reason) },
            ConsultAsked asked => asked with { Question = Clean(asked.Question) },
            NoteAdded note => note with { Text = Clean(note.Text) },
            ConversationTagged tagged => tagged with { Tags = [.. tagged.Tags.Select(Clean).OfType<string>()] },
            ConversationClosed closed => closed with { By = Clean(closed.By), NextAction = Clean(closed.NextAction), Reason = Clean(closed.Reason) },
            ContactAsked asked => asked with
            {
                // What was spoken of before does not make a telephone number something else.
                Request = asked.Request with { Address = redactor.Clean(asked.Request.Address), BestTime = redactor.Clean(asked.Request.BestTime) },
            },
            BanProposed proposed => proposed with { Reason = Clean(proposed.Reason) },
            ConversationRated rated => rated with { Comment = Clean(rated.Comment) },
            _ => fact,
        };

        /// <summary>
        /// What an address holds may be written in escapes (RFC 3986 2.1) or as a form's (<c>+</c> for a space). Where it holds an identifier,
        /// what comes after its path goes, and where that is not all, it stays as people read it.
        /// </summary>
        private string? CleanPage(string? page)
        {
            if (page is null || IsClean(page))
                return page;

            var path = page.Split('?', '#')[0];
            return IsClean(path) ? path : Clean(AsRead(page));
        }

        private bool IsClean(string page) => Clean(page) == page && Clean(AsRead(page)) == AsRead(page);

        private static string AsRead(string page) => Uri.UnescapeDataString(page.Replace('+', ' '));

        /// <summary>The question says what its answer is; of two questions that look the same without their numbers the first stays.</summary>
        private ImmutableSortedDictionary<string, string>? Clean(ImmutableSortedDictionary<string, string>? answers)
        {
            if (answers is null)
                return null;

            var clean = ImmutableSortedDictionary.CreateBuilder<string, string>();
            foreach (var (question, answer) in answers)
                clean.TryAdd(Clean(question), redactor.Clean(answer, question, earlier));
            return clean.ToImmutable();
        }

        /// <summary>A citizen may call themselves anything; an agent's alias is the agency's.</summary>
        private Author Clean(Author author) =>
            author.Role == Identity.Role.Citizen ? author with { Name = Clean(author.Name) } : author;

        [return: NotNullIfNotNull(nameof(text))]
        private string? Clean(string? text) => redactor.Clean(text, about: null, earlier);
    }
}
