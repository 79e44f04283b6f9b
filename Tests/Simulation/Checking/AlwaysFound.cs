namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// At every moment, and not only at the end: an open conversation is in the stored register of its queue, a closed one there or in a
/// register of closed ones. So whatever dies at that moment, it is found again. And what is stored of it stays.
/// </summary>
public static class AlwaysFound
{
    public static IEnumerable<Violation> Check(History history)
    {
        var stored = new Stored();
        return history.Timeline.SelectMany(stored.Follow);
    }

    /// <summary>The disk from moment to moment.</summary>
    private sealed class Stored
    {
        private readonly Dictionary<string, Story> _stories = [];
        private readonly Dictionary<string, IReadOnlyList<int>> _segments = [];
        private readonly Dictionary<(string Queue, int Number), HashSet<string>> _places = [];
        private readonly HashSet<string> _closed = [];

        public IReadOnlyList<Violation> Follow(StoredMoment moment) => moment switch
        {
            FactsStored facts => [.. Lost(facts), .. Found(facts.At, [facts.Conversation])],
            SegmentsStored segments => [.. Found(segments.At, Replace(segments))],
            PlacesStored places => [.. Found(places.At, Replace(places))],
            ClosedStored closed => Take(closed),
            _ => [],
        };

        private IReadOnlyList<Violation> Lost(FactsStored facts)
        {
            if (!_stories.TryGetValue(facts.Conversation, out var story))
                _stories[facts.Conversation] = story = new Story(facts.Conversation);
            if (facts.After != story.Facts.Count)
                return [new Violation("what is stored stays", $"of {facts.Conversation}, where {story.Facts.Count} facts were stored, {facts.After} are left at {facts.At:HH:mm:ss.fff}")];

            foreach (var fact in facts.Facts)
                story.Add(fact);
            return [];
        }

        private IReadOnlyList<string> Replace(SegmentsStored segments)
        {
            var before = _segments.GetValueOrDefault(segments.Queue) ?? [];
            _segments[segments.Queue] = segments.Numbers;
            return [.. before.Except(segments.Numbers).SelectMany(number => _places.GetValueOrDefault((segments.Queue, number)) ?? [])];
        }

        private IReadOnlyList<string> Replace(PlacesStored places)
        {
            var before = _places.GetValueOrDefault((places.Queue, places.Number)) ?? [];
            var after = _places[(places.Queue, places.Number)] = [.. places.Conversations];
            return [.. before.Except(after)];
        }

        private IReadOnlyList<Violation> Take(ClosedStored closed)
        {
            _closed.UnionWith(closed.Conversations);
            return [];
        }

        private IEnumerable<Violation> Found(DateTimeOffset at, IReadOnlyList<string> conversations) =>
            from conversation in conversations
            let story = _stories.GetValueOrDefault(conversation)
            where story?.Queue is not null && !IsFound(story)
            select new Violation("each is found at any moment", $"{conversation} ({story.Status}, {story.Queue}, {story.Facts.Count} facts) is in no register at {at:HH:mm:ss.fff}");

        private bool IsFound(Story story) =>
            (story.Status == "closed" && _closed.Contains(story.Conversation))
            || (_segments.GetValueOrDefault(story.Queue!) ?? []).Any(number => _places.GetValueOrDefault((story.Queue!, number))?.Contains(story.Conversation) == true);
    }
}
