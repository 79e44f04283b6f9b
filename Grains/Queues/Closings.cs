using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Muster.Conversations;
using Muster.Metrics;
using Muster.Records;

namespace Muster.Queues;

/// <summary>
/// A queue's closed conversations on their way out. Each stays in the line until its day's register has it and all it adds to the figures
/// is stored there, so that each is always found in one register, and what got lost on the way to the figures is counted after all.
/// </summary>
public sealed class Closings(IGrainFactory grains, Recount recount, ILogger log)
{
    /// <summary>Counted in one go; the others come next.</summary>
    private const int CountedAtOnce = 1_000;

    private readonly Dictionary<string, Closing> _all = [];

    /// <summary>How many are in the line for nothing but the figures.</summary>
    public int Registered => _all.Values.Count(one => one.IsRegistered);

    /// <summary>Whether it is in the line for nothing but the register and the figures.</summary>
    public bool Knows(string conversation) => _all.ContainsKey(conversation);

    /// <param name="seq">The newest fact it has told of.</param>
    public void Add(ClosedConversation closed, int seq)
    {
        if (_all.TryGetValue(closed.Conversation, out var known))
            known.Seq = Math.Max(known.Seq, seq);
        else
            _all[closed.Conversation] = new Closing(closed, seq);
    }

    /// <summary>Goes on with all of them; what fails is tried again by the next call.</summary>
    /// <returns>Those that are done, with the fact they told of.</returns>
    public async Task<IReadOnlyList<(string Conversation, int Seq)>> Settle()
    {
        try
        {
            await Register();
            await Count();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            log.LogWarning(exception, "Closed conversations could not be registered or counted; they stay in their queue until they can.");
        }

        var settled = _all.Values.Where(one => one.IsCounted).ToList();
        foreach (var one in settled)
            _all.Remove(one.Closed.Conversation);
        return [.. settled.Select(one => (one.Closed.Conversation, one.Seq))];
    }

    private async Task Register()
    {
        var news = _all.Values.Where(one => !one.IsRegistered).ToList();
        await Task.WhenAll(news.Select(one => one.Closed).GroupBy(RegisterKey.Of)
            .Select(group => grains.GetGrain<IRegisterGrain>(group.Key).Add([.. group])));
        foreach (var one in news)
            one.IsRegistered = true;
    }

    private async Task Count()
    {
        var some = _all.Values.Where(one => one.IsRegistered).Take(CountedAtOnce).ToList();
        await Task.WhenAll(some.Where(one => one.Counts.IsDefault).Select(Recount));
        var quarters = await Task.WhenAll(some.SelectMany(one => one.Counts).GroupBy(counted => counted.Quarter, counted => counted.Count).Select(Ensure));
        var stored = quarters.Where(quarter => quarter.IsStored).Select(quarter => quarter.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var one in some)
            one.IsCounted = one.Counts.All(counted => stored.Contains(counted.Quarter));
    }

    private async Task Recount(Closing one)
    {
        try
        {
            one.Counts = await recount.Of(one.Closed.Conversation);
        }
        catch (Exception damage) when (damage is JournalDamagedException or JournalDisposedException)
        {
            log.LogError(damage, "{Conversation} cannot be counted again; what was counted of it stands.", one.Closed.Conversation);
            one.Counts = [];
        }
    }

    private async Task<(string Key, bool IsStored)> Ensure(IGrouping<string, Count> quarter) =>
        (quarter.Key, await grains.GetGrain<IMetricsGrain>(quarter.Key).Ensure([.. quarter]));

    private sealed class Closing(ClosedConversation closed, int seq)
    {
        public ClosedConversation Closed { get; } = closed;

        public int Seq { get; set; } = seq;

        public bool IsRegistered { get; set; }

        public bool IsCounted { get; set; }

        /// <summary>Default until it was read.</summary>
        public ImmutableArray<(string Quarter, Count Count)> Counts { get; set; }
    }
}
