using System.Collections.Concurrent;
using Muster.WebFront.Api;

namespace Muster.WebFront.Abuse;

/// <summary>
/// What each conversation's token and each staff session may still ask of this front, never by address: a hundred people may share one.
/// It keeps floods away from the grains; how many messages a conversation takes is the conversation's own to say. Where it cannot
/// remember any more, it lets everybody in.
/// </summary>
internal sealed class Budgets(KnownAgencies agencies, TimeProvider clock)
{
    /// <summary>Budgets that are not as good as new; a little over a hundred bytes each.</summary>
    public const int MostRemembered = 100_000;

    private static readonly long SweepEvery = TimeSpan.TicksPerSecond;

    private readonly ConcurrentDictionary<Purpose, Mark> _marks = new();
    private readonly long _began = clock.GetTimestamp();
    private int _count;
    private long _sweptAt = -SweepEvery;

    /// <summary>How many are remembered.</summary>
    public int Remembered => Volatile.Read(ref _count);

    /// <returns>How long to wait; null where it may be done.</returns>
    public TimeSpan? Spend(in ConversationCall call, Allowance on) => on switch
    {
        Allowance.Messages => agencies.LimitsOf(call.Caller.Agency) is { } limits
            ? Spend(new Purpose(call.Holder, call.Key, on), Allowances.OfMessages(limits))
            : null,
        _ => Spend(call.Holder, call.IsStaff, on),
    };

    /// <param name="holder">A conversation's key, a staff session's id or a browser's.</param>
    /// <param name="isStaff">Whose measure it is.</param>
    /// <param name="on">For what.</param>
    public TimeSpan? Spend(string holder, bool isStaff, Allowance on) =>
        Spend(new Purpose(holder, null, on), isStaff ? Allowances.OfStaff(on) : Allowances.OfCitizen(on));

    private TimeSpan? Spend(Purpose purpose, Pace pace)
    {
        var now = clock.GetElapsedTime(_began).Ticks;
        if (!_marks.TryGetValue(purpose, out var mark) && (mark = Remember(purpose, now)) is null)
            return null;

        while (true)
        {
            var due = Volatile.Read(ref mark.Due);
            if (pace.Wait(due, now, out var next) is var wait && wait > TimeSpan.Zero)
                return wait;
            if (Interlocked.CompareExchange(ref mark.Due, next, due) == due)
                return null;
        }
    }

    private Mark? Remember(Purpose purpose, long now)
    {
        if (Remembered >= MostRemembered && !Sweep(now))
            return null;

        var mark = new Mark();
        if (!_marks.TryAdd(purpose, mark))
            return _marks.GetValueOrDefault(purpose);
        Interlocked.Increment(ref _count);
        return mark;
    }

    /// <summary>Forgets what is as good as new.</summary>
    /// <returns>Whether there is room.</returns>
    private bool Sweep(long now)
    {
        var last = Volatile.Read(ref _sweptAt);
        if (now - last < SweepEvery || Interlocked.CompareExchange(ref _sweptAt, now, last) != last)
            return false;

        foreach (var (purpose, mark) in _marks)
        {
            if (Volatile.Read(ref mark.Due) <= now && _marks.TryRemove(purpose, out _))
                Interlocked.Decrement(ref _count);
        }

        return Remembered < MostRemembered;
    }

    private readonly record struct Purpose(string Holder, string? Place, Allowance On);

    private sealed class Mark
    {
        public long Due;
    }
}
