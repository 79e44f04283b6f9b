namespace Muster.Records;

/// <summary>Minute by minute, as closed conversations are registered: first what has become due, then what was closed before it began.</summary>
public static class AnonymiserRules
{
    /// <summary>A conversation that closed may be registered this much later.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Older conversations than this are not looked for when it begins.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(1_100);

    /// <summary>The minute to do next; null where all is done that is due.</summary>
    /// <param name="done">How far it has come.</param>
    /// <param name="days">After the close, as the agency's settings say.</param>
    /// <param name="now">The time, UTC.</param>
    public static DateTimeOffset? Next(this Anonymiser done, int days, DateTimeOffset now)
    {
        var due = Minute(now - Grace - TimeSpan.FromDays(days));
        var through = done.Through ?? due;
        var back = done.Back ?? due;
        return through < due ? through
            : back > now - Oldest ? back.AddMinutes(-1)
            : null;
    }

    public static Anonymiser With(this Anonymiser done, DateTimeOffset minute) =>
        done.Through is not { } through ? new Anonymiser { Through = minute.AddMinutes(1), Back = minute }
        : minute == through ? done with { Through = minute.AddMinutes(1) }
        : done with { Back = minute };

    private static DateTimeOffset Minute(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
