namespace Muster.Queues;

/// <summary>What a queue tells everybody who waits in its line, now and until it lapses (N13).</summary>
/// <param name="Id">Its sender's: the same id is the same notice.</param>
/// <param name="Text">1 to 500 UTF-16 units.</param>
/// <param name="Url">Where the same stands for everybody to read, an <c>https:</c> address (S63).</param>
/// <param name="At">When it was sent, UTC.</param>
/// <param name="Until">When it lapses, UTC.</param>
[GenerateSerializer, Immutable, Alias("muster.line-notice")]
public sealed record LineNotice(string Id, string Text, string Url, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>UTF-16 units of the words.</summary>
    public const int LongestText = 500;

    /// <summary>UTF-16 units of the address.</summary>
    public const int LongestUrl = 500;

    /// <summary>Minutes it may stand.</summary>
    public const int MostMinutes = 1_440;
}

/// <summary>A supervisor tells everybody in the line something; it takes the place of what was told before.</summary>
/// <param name="Id">1 to 64 of <c>A-Z a-z 0-9 - _</c>.</param>
/// <param name="Text">See <see cref="LineNotice"/>.</param>
/// <param name="Url">The same.</param>
/// <param name="Minutes">How long it stands, 1 to <see cref="LineNotice.MostMinutes"/>.</param>
[GenerateSerializer, Immutable, Alias("muster.send-notice")]
public sealed record SendNotice(string Id, string Text, string Url, int Minutes);

/// <summary>What a queue tells its line.</summary>
/// <param name="Notice">Null for nothing.</param>
/// <param name="Waiting">How many are told: those who wait now.</param>
[GenerateSerializer, Immutable, Alias("muster.notice-standing")]
public sealed record NoticeStanding(LineNotice? Notice, int Waiting);
