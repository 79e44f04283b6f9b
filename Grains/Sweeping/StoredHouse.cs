using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Queues;
using Orleans.Storage;

namespace Muster.Sweeping;

/// <summary>Reads what queues and agents have stored, past the grains that stored it: their memory is what is being checked.</summary>
public sealed class StoredHouse([FromKeyedServices("muster")] IGrainStorage storage)
{
    /// <summary>Read at once.</summary>
    private const int AtOnce = 16;

    public async Task<HouseSeen> Read(IGrainFactory grains, AgencySettings settings, ImmutableArray<StaffMember> members, DateTimeOffset now)
    {
        var lines = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<LineEntry>>(StringComparer.Ordinal);
        foreach (var queue in settings.Queues)
            lines[queue.Id] = await Line(grains.GetGrain<IQueueGrain>(GrainKey.Of(settings.Id, queue.Id)).GetGrainId());

        var agents = ImmutableSortedDictionary.CreateBuilder<string, Agent>(StringComparer.Ordinal);
        foreach (var some in members.Chunk(AtOnce))
        {
            var states = await Task.WhenAll(some.Select(member => State<Agent>("agent", grains.GetGrain<IAgentGrain>(GrainKey.Of(settings.Id, member.StaffId)).GetGrainId())));
            foreach (var (member, state) in some.Zip(states))
                agents[member.StaffId] = state ?? new Agent();
        }

        return new HouseSeen(now, settings, members, lines.ToImmutable(), agents.ToImmutable());
    }

    /// <summary>A segment may go between its index and itself: it was empty then.</summary>
    private async Task<ImmutableArray<LineEntry>> Line(GrainId queue)
    {
        var index = await State<LineIndex>("line", queue) ?? new LineIndex();
        var entries = new Dictionary<string, LineEntry>();
        foreach (var some in index.Segments.Chunk(AtOnce))
        {
            foreach (var segment in await Task.WhenAll(some.Select(number => State<LineSegment>($"line-{number}", queue))))
            {
                foreach (var entry in segment?.Entries ?? [])
                {
                    if (!entries.TryGetValue(entry.Conversation, out var known) || known.Seq < entry.Seq)
                        entries[entry.Conversation] = entry;
                }
            }
        }

        return [.. entries.Values];
    }

    private async Task<T?> State<T>(string name, GrainId grain)
        where T : class, new()
    {
        var state = new GrainState<T>();
        await storage.ReadStateAsync(name, grain, state);
        return state.RecordExists ? state.State : null;
    }
}
