namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// Advice is given by whoever was given the question, and never by who asked: what a conversation says of its consult is what the consult's own facts say. In a calm run the two agree
/// soon, a consult that is over lets go of its place, and a question that nobody takes ends when the settings say.
/// </summary>
public static class Consults
{
    /// <summary>What was told and got lost is found when it is looked after again.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    public static IEnumerable<Violation> Check(History history) =>
        [.. history.Stories.SelectMany(story => Stray(history, story)), .. history.Stories.SelectMany(story => Unasked(history, story)), .. history.Stories.SelectMany(story => Apart(history, story))];

    /// <summary>What was asked where the consult comes from; null where nothing was.</summary>
    public static StoredFact? QuestionOf(History history, Story consult) =>
        history.StoryOf(consult.ConsultOf!)?.Facts.FirstOrDefault(fact => fact.Kind == "consult-asked" && KeyOf(fact) == consult.Conversation);

    private static IEnumerable<Violation> Stray(History history, Story story)
    {
        foreach (var advice in story.Advice)
        {
            if (history.StoryOf(KeyOf(advice.Question))?.Tenures.Find(tenure => tenure.Joined.Seq == advice.Joined.ConsultSeq) is not { } tenure || tenure.StaffId != advice.StaffId || tenure.From > advice.From)
                yield return new Violation("who advises was given the question", $"{advice.Joined}, and {KeyOf(advice.Question)} was not theirs");
        }
    }

    private static IEnumerable<Violation> Unasked(History history, Story story)
    {
        if (story.ConsultOf is null)
            yield break;
        if (QuestionOf(history, story) is not { } question)
        {
            yield return new Violation("nobody is asked who is not asked", $"{story.Conversation} says that it is for {story.ConsultOf}");
            yield break;
        }

        foreach (var tenure in story.Tenures.Where(tenure => tenure.StaffId == question.StaffId))
            yield return new Violation("who asks is not asked", $"{tenure.Joined}, and they had asked it themselves: {question}");
    }

    private static IEnumerable<Violation> Apart(History history, Story story)
    {
        if (!history.IsCalm || story.ConsultOf is not { } asking || QuestionOf(history, story) is not { } question)
            yield break;

        var until = story.Closed?.At ?? history.EndedAt;
        var ended = history.StoryOf(asking)!.Facts.FirstOrDefault(fact => fact.Kind == "consult-ended" && fact.Consult == question.Consult)?.At ?? history.EndedAt;
        if (until > ended + Soon)
            yield return new Violation("a consult that is over lets go", $"{story.Conversation} went on until {until:HH:mm:ss.fff}, and was over at {ended:HH:mm:ss.fff}");
        if (ended > until + Soon)
            yield return new Violation("who asks hears that it is over", $"{story.Conversation} was over at {until:HH:mm:ss.fff}, and was told at {ended:HH:mm:ss.fff}");
        foreach (var advice in history.StoryOf(asking)!.Advice.Where(advice => KeyOf(advice.Question) == story.Conversation))
        {
            var left = story.Tenures.Find(tenure => tenure.Joined.Seq == advice.Joined.ConsultSeq)?.Until ?? DateTimeOffset.MinValue;
            if ((advice.Ended?.At ?? history.EndedAt) > left && (advice.Ended?.At ?? history.EndedAt) - left > Soon)
                yield return new Violation("who advises no longer reads no longer", $"{advice.Joined} lasted until {advice.Ended}");
        }

        foreach (var wait in history.TransferReturn is null ? [] : story.Waits)
        {
            var due = wait.From + history.TransferReturn!.Value;
            due = wait.Queued.ForUntil > due ? wait.Queued.ForUntil.Value : due;
            if ((wait.Until < history.EndedAt ? wait.Until : history.EndedAt) > due + Soon)
                yield return new Violation("a question that nobody takes comes back", $"{wait.Queued} waited until {wait.Ended}");
            if (wait.Ended is { Kind: "closed", Outcome: "not-taken" } && wait.Until < due)
                yield return new Violation("a question that nobody takes comes back", $"{wait.Ended}, although it was due only at {due:HH:mm:ss.fff}");
        }
    }

    private static string KeyOf(StoredFact question) => $"{question.Conversation.Split('/')[0]}/{question.Consult}";
}
