using System.Collections.Immutable;

namespace Muster.Metrics;

/// <summary>
/// What the counts of a quarter of an hour add up to. What comes from conversations stands apart from what fronts and agents tell: the first can be
/// counted anew, the second is known here alone.
/// </summary>
public sealed class Quarter(QuarterState state)
{
    private readonly Tally _told = new(state.ToldFigures, state.ToldCounted);
    private Tally _ofConversations = new(state.Figures, state.Counted);

    /// <summary>How many counts it holds.</summary>
    public int Size => _ofConversations.Size + _told.Size;

    public ImmutableDictionary<Counted, Figure> Figures =>
        _ofConversations.Figures.Where(kind => !IsTold(kind.What)).Concat(_told.Figures).ToImmutableDictionary(kind => kind.What, kind => kind.Figure);

    /// <summary>Counts it, unless it was counted before.</summary>
    public bool Add(Count count) => (IsTold(count.What) ? _told : _ofConversations).Add(count);

    /// <summary>Forgets what comes from conversations, to count it anew.</summary>
    public void ForgetConversations() => _ofConversations = new Tally([], default);

    public QuarterState ToState() => new()
    {
        Figures = _ofConversations.Figures,
        Counted = _ofConversations.Counted,
        ToldFigures = _told.Figures,
        ToldCounted = _told.Counted,
    };

    private static bool IsTold(Counted what) => what is Counted.RefusedClosed or Counted.RefusedBanned or Counted.RefusedTooOften or Counted.Challenged
        or Counted.Staffed or Counted.Handling or Counted.Holding;
}
