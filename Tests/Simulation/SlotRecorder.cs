using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Simulation;

/// <summary>Keeps what agents' states held on the disk and when; read only if a check asks.</summary>
public sealed class SlotRecorder(SimulatedDisk disk, Action<string>? trace = null)
{
    private readonly List<(string StaffId, DateTimeOffset At, byte[] Bytes)> _noted = [];

    public static bool IsOfAgent(string subject) => subject.StartsWith("agent/", StringComparison.Ordinal);

    public void Note(string subject, DateTimeOffset at)
    {
        if (disk.State(subject) is not { } state)
            return;

        trace?.Invoke($"{at:HH:mm:ss.ffffff}   stored: {subject} {string.Join(", ", StoredFormat.Slots("", state.Bytes).Select(slot => $"{slot.Conversation} {slot.State}"))}");
        _noted.Add((subject[(subject.LastIndexOf('/') + 1)..subject.IndexOf(' ', StringComparison.Ordinal)], at, state.Bytes));
    }

    /// <summary>When agents' states first said that they are offline, each time.</summary>
    public IEnumerable<Lapse> Lapses() =>
        from agent in _noted.GroupBy(one => one.StaffId)
        let states = agent.ToList()
        from i in Enumerable.Range(1, states.Count - 1)
        where StoredFormat.IsOffline(states[i].Bytes) && !StoredFormat.IsOffline(states[i - 1].Bytes)
        select new Lapse(agent.Key, states[i].At);

    public IReadOnlyList<SlotSpan> Spans()
    {
        var spans = new List<SlotSpan>();
        foreach (var agent in _noted.GroupBy(one => one.StaffId))
        {
            var states = agent.ToList();
            for (var i = 0; i < states.Count; i++)
            {
                var until = i + 1 < states.Count ? states[i + 1].At : DateTimeOffset.MaxValue;
                spans.AddRange(StoredFormat.Slots(agent.Key, states[i].Bytes).Select(slot => new SlotSpan(agent.Key, slot.Conversation, slot.State, states[i].At, until)));
            }
        }

        return spans;
    }
}
