using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Muster.Identifiers;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>
/// What is taken away of those who wrote, once their conversation has been closed for long enough (S68): their name, how to reach them, their answers, what
/// the address of their page says beyond the page, which browser it was, and the comment of their rating. What was said in the conversation, and everything that is counted, stays.
/// </summary>
public static class Anonymity
{
    public const string Name = "name";
    public const string Contact = "contact";
    public const string Answer = "answer";
    public const string Comment = "comment";

    /// <summary>The fact without what names somebody; itself where it holds nothing of that. Repeating it changes nothing.</summary>
    public static ConversationFact Without(ConversationFact fact) => fact switch
    {
        ConversationStarted started => started with
        {
            Name = Without(started.Name, Name),
            Contact = Without(started.Contact, Contact),
            Answers = Without(started.Answers),
            Page = started.Page?.Split('?', '#')[0],
            Session = null,
        },
        ContactAsked asked => asked with { Request = Without(asked.Request)! },
        MessagePosted message => message with { From = Without(message.From) },
        ConversationClosed closed => closed with { By = Without(closed.By) },
        ConversationRated rated => rated with { Comment = Without(rated.Comment, Comment) },
        _ => fact,
    };

    /// <summary>What stands where something stood; null where nothing did.</summary>
    public static string? Without(string? text, string what) => text is null ? null : Redactor.Token(what);

    /// <summary>The way without the address.</summary>
    [return: NotNullIfNotNull(nameof(request))]
    public static ContactRequest? Without(ContactRequest? request) =>
        request is null ? null : request with { Address = Redactor.Token(Contact), BestTime = Without(request.BestTime, Contact) };

    private static Author Without(Author author) => author.Role == Role.Citizen ? author with { Name = Without(author.Name, Name) } : author;

    private static ImmutableSortedDictionary<string, string>? Without(ImmutableSortedDictionary<string, string>? answers) =>
        answers is null || answers.Values.All(answer => answer == Redactor.Token(Answer))
            ? answers
            : answers.ToImmutableSortedDictionary(answer => answer.Key, _ => Redactor.Token(Answer));
}
