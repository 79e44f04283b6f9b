namespace Muster.Queues.Forecasts;

/// <summary>
/// How often something happens, where what is longer ago counts for less: half as much after every half-life, but never so little that
/// too few events are left to know.
/// </summary>
/// <param name="halfLife">Above zero.</param>
/// <param name="least">Nothing fades while there are fewer events than this.</param>
internal sealed class Fading(TimeSpan halfLife, double least = 0)
{
    private DateTimeOffset? _at;
    private double _events;
    private double _exposure;

    /// <summary>How much was seen, in units of exposure, what has faded left out.</summary>
    public double Exposure => _exposure;

    /// <summary>Events for each unit of exposure; null before there was any.</summary>
    public double? PerUnit => _exposure > 0 ? _events / _exposure : null;

    /// <summary>What is known, to be stored; what was stored, to go on from.</summary>
    public Rate Known
    {
        get => new(_events, _exposure, _at);
        set => (_events, _exposure, _at) = (value.Events, value.Exposure, value.At);
    }

    /// <summary>Something happened.</summary>
    public void Count() => _events++;

    /// <summary>Time has passed in which it could have happened.</summary>
    /// <param name="exposure">How much, such as seconds.</param>
    public void Pass(DateTimeOffset now, double exposure)
    {
        if (_at is { } before && now > before && _events > least)
        {
            var left = Math.Pow(0.5, (now - before) / halfLife);
            (_events, _exposure) = (_events * left, _exposure * left);
        }

        _at = now;
        _exposure += exposure;
    }
}
