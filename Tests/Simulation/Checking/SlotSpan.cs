namespace Muster.Tests.Simulation.Checking;

/// <summary>From when to when an agent's stored state named a conversation, in one state of the slot.</summary>
public sealed record SlotSpan(string StaffId, string Conversation, string State, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>When the agent's stored state first named the conversation, of the time without a gap in which it did until then.</summary>
    public static DateTimeOffset BeginningOf(IEnumerable<SlotSpan> spans, string staffId, DateTimeOffset until)
    {
        var at = until;
        foreach (var span in spans.Where(span => span.StaffId == staffId && span.From <= until).OrderByDescending(span => span.From).ThenByDescending(span => span.Until))
        {
            if (span.Until < at)
                break;
            at = span.From;
        }

        return at;
    }
}
