namespace Muster.Metrics;

/// <summary>The figure of one kind.</summary>
public sealed record KindFigure(Counted What, Figure Figure);
