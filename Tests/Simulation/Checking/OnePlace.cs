namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// Once everything has come to rest: all conversations that were started are closed, each is in exactly one place (a line, an agent's
/// slots, or the register of closed ones), and no place holds what is not there.
/// </summary>
public static class OnePlace
{
    public static IEnumerable<Violation> Check(History history)
    {
        if (!history.IsAtRest)
        {
            var open = history.Stories.Where(story => story.Status != "closed").Select(Stand);
            var neverStarted = history.Requests.Where(request => request.What == "start" && history.StoryOf(request.Conversation) is null).Select(request => request.Conversation + " (never started)");
            yield return new Violation("nobody is forgotten", $"at the end there are still {string.Join("; ", open.Concat(neverStarted))}");
        }

        foreach (var story in history.Stories)
        {
            var places = history.Places.Where(place => place.Conversation == story.Conversation).ToList();
            var slots = history.Slots.Where(slot => slot.Conversation == story.Conversation).ToList();
            var isOpen = story.Status != "closed";
            if (isOpen && !(places.Count == 1 && places[0].Queue == story.Queue && places[0].IsHeld == (story.Status != "waiting")))
                yield return new Violation("an open conversation is in one queue's register", $"{Stand(story)} is in [{string.Join(", ", places)}]");
            if (!isOpen && places.Count > 0)
                yield return new Violation("a closed conversation leaves the line", $"{Stand(story)} is in [{string.Join(", ", places)}]");
            if (!isOpen)
                slots.RemoveAll(slot => WasStoredByAnother(history, slot.StaffId));
            if (story.Holder is { } holder ? !(slots.Count == 1 && slots[0].StaffId == holder) : slots.Count > 0)
                yield return new Violation("a conversation is with its holder alone", $"{Stand(story)} is with [{string.Join(", ", slots)}]");
            if (!isOpen && !history.Registered.Contains(story.Conversation))
                yield return new Violation("a closed conversation is registered", Stand(story));
        }

        foreach (var stray in history.Places.Where(place => history.StoryOf(place.Conversation) is null))
            yield return new Violation("nothing waits that never was", stray.ToString());
        foreach (var stray in history.Slots.Where(slot => history.StoryOf(slot.Conversation) is null))
            yield return new Violation("nothing is held that never was", stray.ToString());
    }

    /// <summary>
    /// Of an agent who existed twice, what one of the two stored last may outlive a conversation: nobody counts it, the next write is
    /// refused for it, and the first sweep after that frees it.
    /// </summary>
    private static bool WasStoredByAnother(History history, string staffId) =>
        history.Timeline.OfType<SlotsStored>().LastOrDefault(moment => moment.StaffId == staffId) is { } last
        && history.IsDoubled(staffId, last.At);

    private static string Stand(Story story) => $"{story.Conversation} ({story.Status}, {story.Queue}, {story.Holder}, {story.Facts.Count} facts)";
}
