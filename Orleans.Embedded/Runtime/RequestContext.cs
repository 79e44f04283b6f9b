namespace Orleans.Runtime;

/// <summary>Small things that travel with every call made from here. Call-chain reentrancy, which Orleans keeps here too, is left out: no grain uses it.</summary>
public static class RequestContext
{
    // Replaced, never changed: whoever holds the old one (a call on its way) keeps what it had.
    private static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    internal static Dictionary<string, object>? Current
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    public static void Set(string key, object value) =>
        Values.Value = new(Values.Value ?? []) { [key] = value };

    public static bool Remove(string key)
    {
        if (Values.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        Values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear() => Values.Value = null;
}
