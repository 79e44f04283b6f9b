using Muster.Tests.Simulation.Checking;
using Muster.Tests.Simulation.Storage;

namespace Muster.Tests.Simulation;

/// <summary>Takes what the disk holds at the end into a history.</summary>
public sealed class DiskReader(SimulatedDisk disk, StoredConversations stored)
{
    public void ReadInto(History history, IEnumerable<string> queues)
    {
        foreach (var conversation in stored.Conversations)
        {
            history.Store(stored.FactsOf(conversation));
            history.Snapshots[conversation] = stored.SnapshotOf(conversation);
        }

        foreach (var member in history.Staff)
        {
            if (disk.State($"agent/{World.AgencyId}/{member.StaffId} agent") is { } agent)
                history.Slots.AddRange(StoredFormat.Agent(member.StaffId, agent.Bytes).Slots);
        }

        foreach (var queue in queues)
            ReadQueue(history, queue);
        foreach (var register in disk.StatesOf("register/"))
            history.Registered.UnionWith(StoredFormat.Closed(disk.State(register)!.Value.Bytes));
        var figures = disk.StatesOf("metrics/").Select(Figures).ToList();
        history.Figures = [.. figures.SelectMany(quarter => quarter.OfConversations)];
        history.Told = [.. figures.SelectMany(quarter => quarter.Told)];
    }

    private (IReadOnlyList<StoredFigure> OfConversations, IReadOnlyList<StoredFigure> Told) Figures(string name)
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
