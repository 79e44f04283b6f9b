using System.Collections.Immutable;
using System.Globalization;
using Muster.Queues;

namespace Muster.WebFront.Board;

/// <summary>What a supervisor wants to tell a line, as they typed it.</summary>
public sealed record TypedNotice(string Text, string Url, int Minutes)
{
    public static readonly TypedNotice Blank = new("", "", 60);

    /// <summary>Minutes to choose from.</summary>
    public static readonly ImmutableArray<int> Choices = [15, 30, 60, 120, 240];

    /// <summary>Browsers send each new line as two signs, and count it as one.</summary>
    public static TypedNotice From(IFormCollection form) => new(
        form["text"].ToString().ReplaceLineEndings("\n").Trim(),
        form["url"].ToString().Trim(),
        int.TryParse(form["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && Choices.Contains(minutes) ? minutes : Blank.Minutes);

    /// <summary>The fields that cannot be sent, each with the words that say why; the queue looks at the same and does not say which.</summary>
    public IEnumerable<(string Field, string Words)> Faults()
    {
        if (Text.Length is 0 or > LineNotice.LongestText)
            yield return ("text", Text.Length == 0 ? "Board.NoticeNoText" : "Board.NoticeLong");
        if (!IsPublic(Url))
            yield return ("url", "Board.NoticeNoUrl");
    }

    /// <summary>What is told to some must be there for everybody (S63).</summary>
    private static bool IsPublic(string url) =>
        url.Length <= LineNotice.LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps && parsed.UserInfo.Length == 0;
}
