using Muster.Agencies;

namespace Muster.WebFront.Admin;

/// <summary>Which accounts somebody wants to see, in which order: what the address of the list says.</summary>
public sealed record AccountsView(string Words, string Show, string Sort, bool IsDescending, int Page)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 100;

    public const string All = "all";

    /// <summary>What may be asked for, in the order it is offered.</summary>
    public static readonly string[] Shows = [All, "enabled", "disabled", "incomplete", "review-due", "stale", "unofficial-email", "shared"];

    /// <summary>The columns that order the list.</summary>
    public static readonly string[] Sorts = ["username", "alias", "role", "review", "last", "status"];

    public static AccountsView Read(IQueryCollection query) => new(
        query["q"].ToString().Trim(),
        Shows.Contains(query["show"].ToString()) ? query["show"].ToString() : All,
        Sorts.Contains(query["sort"].ToString()) ? query["sort"].ToString() : Sorts[0],
        query["dir"] == "desc",
        int.TryParse(query["page"], out var page) && page > 0 ? page : 1);

    public IReadOnlyList<AccountLine> Of(AccountReport report)
    {
        var shown = report.Accounts.Where(IsShown).Where(HasWords);
        var sorted = Sort switch
        {
            "alias" => By(shown, line => line.Account.Member.Alias),
            "role" => By(shown, line => Api.Spelling.Of(line.Account.Member.Role)),
            "review" => By(shown, line => line.ReviewBy),
            "last" => By(shown, line => line.LastSignInOn ?? DateOnly.MinValue),
            "status" => By(shown, line => line.Account.IsEnabled ? 0 : 1),
            _ => By(shown, line => line.Account.Member.UserName),
        };
        return [.. sorted];
    }

    /// <summary>The address of the list by another column, or the other way round by the same.</summary>
    public string By(string column) => Address(this with { Sort = column, IsDescending = column == Sort && !IsDescending, Page = 1 });

    public string At(int page) => Address(this with { Page = page });

    private static string Address(AccountsView view) =>
        $"/admin/accounts?q={Uri.EscapeDataString(view.Words)}&show={view.Show}&sort={view.Sort}&dir={(view.IsDescending ? "desc" : "asc")}&page={view.Page}";

    private IOrderedEnumerable<AccountLine> By<TKey>(IEnumerable<AccountLine> lines, Func<AccountLine, TKey> key)
    {
        var comparer = typeof(TKey) == typeof(string) ? (IComparer<TKey>)StringComparer.OrdinalIgnoreCase : Comparer<TKey>.Default;
        return IsDescending ? lines.OrderByDescending(key, comparer) : lines.OrderBy(key, comparer);
    }

    private bool IsShown(AccountLine line) => Show switch
    {
        All => true,
        "enabled" => line.Account.IsEnabled,
        "disabled" => !line.Account.IsEnabled,
        "shared" => line.Account.Registration is { IsShared: true },
        _ => line.Findings.Any(finding => Api.Spelling.Of(finding) == Show),
    };

    private bool HasWords(AccountLine line)
    {
        var (member, registration) = (line.Account.Member, line.Account.Registration);
        return Words.Length == 0
            || new[] { member.UserName, member.Alias, registration?.Purpose, registration?.Email }.Concat(registration?.Officers ?? [])
                .Any(text => text?.Contains(Words, StringComparison.CurrentCultureIgnoreCase) == true);
    }
}
