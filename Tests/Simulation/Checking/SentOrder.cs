namespace Muster.Tests.Simulation.Checking;

/// <summary>What a sender sent after an acknowledgement stands after what was acknowledged.</summary>
public static class SentOrder
{
    public static IEnumerable<Violation> Check(History history)
    {
        foreach (var sent in history.Requests.Where(request => request.What is "start" or "message").GroupBy(request => (request.Sender, request.Conversation)))
        {
            var told = sent.Where(request => request.Answers.Count > 0).ToList();
            foreach (var later in told)
            {
                var before = told.Find(one => one.Answers[0].ToldAt < later.FirstSentAt && one.Answers[0].Seq >= later.Answers[0].Seq);
                if (before is not null)
                    yield return new Violation("nothing is reordered", $"{later} came at {later.Answers[0].Seq}, before the earlier {before} at {before.Answers[0].Seq}");
            }
        }
    }
}
