namespace Muster.LoadTests.Scenarios.Chaos;

/// <summary>What each person felt: how long each message took from the moment it was written until the other side had it on screen.</summary>
internal sealed class Interruptions
{
    /// <summary>Shorter ones nobody notices; they are counted, not kept.</summary>
    private const long Noticeable = 250_000_000;

    private readonly List<(int Seat, long From, long Until)> _felt = [];
    private readonly Dictionary<long, int> _perSecond = [];

    public IReadOnlyDictionary<long, int> PerSecond => _perSecond;

    /// <param name="seat">who</param>
    /// <param name="from">when it was written: nanoseconds</param>
    /// <param name="until">when the other side had it</param>
    public void Add(int seat, long from, long until)
    {
        var second = until / 1_000_000_000;
        _perSecond[second] = _perSecond.GetValueOrDefault(second) + 1;
        if (until - from > Noticeable)
            _felt.Add((seat, from, until));
    }

    /// <summary>
    /// The longest that each person who talked waited because of one strike: milliseconds, ascending, a zero for each who noticed nothing. A message
    /// belongs to the first strike that came while it was under way, or else to the last one before it was written.
    /// </summary>
    /// <param name="strikeAt">of this one</param>
    /// <param name="others">of all</param>
    /// <param name="people">how many there are</param>
    /// <param name="talkers">how many of them can talk at once: who waits in the line feels nothing, and does not count</param>
    public IReadOnlyList<double> Of(long strikeAt, IReadOnlyList<long> others, int people, int talkers)
    {
        var longest = new double[people];
        foreach (var felt in _felt.Where(felt => Cause(felt.From, felt.Until, others) == strikeAt))
            longest[felt.Seat] = Math.Max(longest[felt.Seat], (felt.Until - felt.From) / 1e6);
        Array.Sort(longest);
        return longest[^talkers..];
    }

    private static long Cause(long from, long until, IReadOnlyList<long> strikes)
    {
        var last = 0L;
        foreach (var strike in strikes)
        {
            if (strike > until)
                break;
            if (strike > from)
                return strike;
            last = strike;
        }

        return last;
    }

    /// <summary>The longest duration of the messages that arrived in a second, by second: milliseconds.</summary>
    public IReadOnlyDictionary<long, double> LongestPerSecond() =>
        _felt.GroupBy(felt => felt.Until / 1_000_000_000).ToDictionary(second => second.Key, second => second.Max(felt => (felt.Until - felt.From) / 1e6));
}
