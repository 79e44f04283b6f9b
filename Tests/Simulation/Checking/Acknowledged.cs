namespace Muster.Tests.Simulation.Checking;

/// <summary>What was acknowledged is stored as it was sent, once; and nothing is stored that nobody sent.</summary>
public static class Acknowledged
{
    public static IEnumerable<Violation> Check(History history) =>
        [.. history.Requests.SelectMany(request => Lost(history, request)), .. history.Stories.SelectMany(story => Doubled(history, story))];

    private static IEnumerable<Violation> Lost(History history, Request request)
    {
        if (request.Answers.Count == 0)
            yield break;

        var first = request.Answers[0];
        if (request.Answers.FirstOrDefault(answer => (answer.Seq, answer.At, answer.Reference) != (first.Seq, first.At, first.Reference)) is { } other && IsOnce(request))
            yield return new Violation("a repeat gets the first answer", $"{request} was answered {first}, then {other}");
        foreach (var answer in request.Answers)
        {
            var fact = history.StoryOf(request.Conversation)?.At(answer.Seq);
            if (fact is null)
                yield return new Violation("nothing acknowledged is lost", $"{request} was answered {answer}, and nothing is stored there");
            else if (!IsWhatWasSent(request, fact, answer))
                yield return new Violation("nothing acknowledged is changed", $"{request} was answered {answer}, where {fact} is stored");
        }
    }

    /// <summary>Whether a repeat must be answered alike; the others may be asked anew after something changed.</summary>
    private static bool IsOnce(Request request) => request.What is "start" or "message" or "note" or "rating" or "close" || request is { What: "transfer" or "take" or "consult", Id: not null };

    private static bool IsWhatWasSent(Request request, StoredFact fact, Answer answer) => request.What switch
    {
        "start" => fact.Kind == "message" && fact.Secret == request.Id && fact.Text == request.Text && fact.At == answer.At,
        "message" => fact.Kind == "message" && fact.MessageId == request.Id && fact.Text == request.Text && fact.At == answer.At
            && (request.IsFromCitizen ? fact.From == "citizen" : fact.StaffId == request.Sender),
        "note" => fact.Kind == "note" && fact.Text == request.Text && fact.StaffId == request.Sender,
        "transfer" => fact.Kind == "transferred",
        "take" => fact is { Kind: "left", Reason: "taken-over" } || fact is { Kind: "joined", IsTaken: true } && fact.StaffId == request.Sender,
        "consult" => fact.Kind == "consult-asked" && fact.Text == request.Text && fact.StaffId == request.Sender,
        "consult-end" => fact.Kind == "consult-ended",
        "close" => fact.Kind is "closed" or "citizen-left",
        "rating" => fact.Kind == "rated",
        _ => true,
    };

    private static IEnumerable<Violation> Doubled(History history, Story story)
    {
        var messages = story.Facts.Where(fact => fact.Kind == "message").ToList();
        foreach (var twice in messages.GroupBy(fact => (fact.From, fact.From == "citizen" ? null : fact.StaffId, fact.Secret ?? fact.MessageId)).Where(same => same.Count() > 1))
            yield return new Violation("nothing is doubled", $"{string.Join(" and ", twice)} are the same message");

        var sent = history.Requests.Where(request => request.Conversation == story.Conversation && request.What is "start" or "message")
            .Select(request => (request.Id, request.Text)).ToHashSet();
        foreach (var invented in messages.Where(fact => !sent.Contains((fact.Secret ?? fact.MessageId, fact.Text))))
            yield return new Violation("nothing is invented", $"nobody sent what {invented} says");
    }
}
