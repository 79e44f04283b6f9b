namespace Muster.Conversations;

/// <summary>The limits of the public contract on what a conversation takes.</summary>
public static class ConversationLimits
{
    /// <summary>UTF-16 units of a message, a note or a comment.</summary>
    public const int LongestText = 4_000;

    /// <summary>Facts in one conversation, closing and rating included.</summary>
    public const int MostFacts = 20_000;

    /// <summary>Facts kept free for ending a conversation that has grown to <see cref="MostFacts"/>.</summary>
    public const int FactsKeptForEnding = 50;

    /// <summary>UTF-16 units of a name, a contact, a page address, an answer, a reason or a next action.</summary>
    public const int LongestField = 500;

    /// <summary>Answers to the questions asked before a start.</summary>
    public const int MostAnswers = 20;

    /// <summary>Tags on one conversation.</summary>
    public const int MostTags = 20;

    /// <summary>UTF-16 units of one tag.</summary>
    public const int LongestTag = 50;

    /// <summary>Times the holders of one conversation may ask for advice.</summary>
    public const int MostConsults = 20;

    /// <summary>Entries one read answers with.</summary>
    public const int MostEntriesRead = 500;
}
