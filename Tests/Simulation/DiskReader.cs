using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Simulation;

/// <summary>Takes what the disk holds at the end into a history.</summary>
public sealed class DiskReader(SimulatedDisk disk, SlotRecorder slots)
{
    public void ReadInto(History history, IEnumerable<string> queues)
    {
        foreach (var conversation in disk.Conversations)
            history.Store(disk.Read(conversation, 0, int.MaxValue).Select(entry => StoredFormat.Fact(conversation, entry.Seq, entry.At, entry.Body.Span)));

        foreach (var member in history.Staff)
        {
            if (disk.State($"agent/{World.AgencyId}/{member.StaffId} agent") is { } agent)
                history.Slots.AddRange(StoredFormat.Slots(member.StaffId, agent.Bytes));
        }

        foreach (var queue in queues)
            ReadQueue(history, queue);
        foreach (var register in disk.StatesOf("register"))
            history.Registered.UnionWith(StoredFormat.Closed(disk.State(register)!.Value.Bytes));
        history.Figures = [.. disk.StatesOf("metrics").SelectMany(Figures)];
        history.SlotSpans = slots.Spans;
    }

    public static bool IsClosed(SimulatedDisk disk, string conversation)
    {
        // What may follow a close: a rating.
        var entries = disk.Read(conversation, 0, int.MaxValue);
        return entries.Reverse().Take(3).Any(entry => StoredFormat.Fact(conversation, entry.Seq, entry.At, entry.Body.Span).Kind == "closed");
    }

    private IEnumerable<StoredFigure> Figures(string name)
    {
        var parts = name.Split(' ')[0].Split('/');
        return StoredFormat.Figures(parts[2], parts[3], disk.State(name)!.Value.Bytes);
    }

    private void ReadQueue(History history, string queue)
    {
        var grain = $"queue/{World.AgencyId}/{queue}";
        if (disk.State($"{grain} line") is not { } index)
            return;

        foreach (var number in StoredFormat.Segments(index.Bytes))
        {
            if (disk.State($"{grain} line-{number}") is { } segment)
                history.Places.AddRange(StoredFormat.Places(queue, segment.Bytes));
        }
    }
}
