namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// A stream shows what is stored, ascending, each entry once, none left out, and nothing that its reader may not see: no staff-only
/// entry to a citizen, no entry to an agent that came after the conversation had left their hands, or after they had ceased to advise its holder.
/// </summary>
public static class Streams
{
    public static IEnumerable<Violation> Check(History history) => history.Streams.SelectMany(stream => Check(history, stream));

    private static IEnumerable<Violation> Check(History history, Showing stream)
    {
        if (history.StoryOf(stream.Conversation) is not { } story)
        {
            if (stream.Entries.Count > 0)
                yield return new Violation("streams show what is stored", $"{stream} showed entries, and nothing is stored");
            yield break;
        }

        var position = stream.After;
        foreach (var entry in stream.Entries)
        {
            if (entry.Seq <= position)
                yield return new Violation("streams are in order", $"{stream} showed {entry} after {position}");
            if (story.At(entry.Seq) is not { } fact || !IsSame(entry, fact))
                yield return new Violation("streams show what is stored", $"{stream} showed {entry}");
            foreach (var missing in Between(story, stream, position, entry.Seq))
                yield return new Violation("streams leave nothing out", $"{stream} went from {position} to {entry.Seq} without {missing}");
            if (!MaySee(history, story, stream, entry))
                yield return new Violation("nobody sees what is not theirs", $"{stream} showed {entry}");
            position = Math.Max(position, entry.Seq);
        }

        if (stream.IsOpenAtEnd)
        {
            foreach (var missing in Between(story, stream, position, int.MaxValue))
                yield return new Violation("streams leave nothing out", $"{stream} ended at {position} without {missing}");
        }
    }

    private static IEnumerable<StoredFact> Between(Story story, Showing stream, int after, int before) =>
        story.Facts.Where(fact => fact.Seq > after && fact.Seq < before && !(stream.StaffId is null && fact.IsForStaff));

    private static bool IsSame(SeenEntry entry, StoredFact fact) =>
        entry.Kind == fact.EntryKind
        && entry.SeenAt >= fact.At
        && (fact.Kind is not "message" and not "note" || entry.Text == fact.Text)
        && (fact.Kind is not "message" || entry.MessageId == fact.MessageId || entry.MessageId == fact.Secret);

    private static bool MaySee(History history, Story story, Showing stream, SeenEntry entry) =>
        stream.StaffId is null
            ? !entry.IsForStaff && story.At(entry.Seq) is not { IsForStaff: true }
            : history.MemberOf(stream.StaffId) is { Oversees: true } // of every queue
                || story.Tenures.Any(tenure => tenure.StaffId == stream.StaffId && tenure.From <= entry.SeenAt && entry.Seq <= tenure.LastVisible)
                || story.Advice.Any(advice => advice.StaffId == stream.StaffId && advice.From <= entry.SeenAt && entry.Seq <= advice.LastVisible);
}
