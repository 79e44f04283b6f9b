using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>All grain classes of the application, and which of them answers for an interface.</summary>
internal sealed class GrainClasses
{
    private static readonly Lazy<GrainClasses> OfApplication = new(() => new(ApplicationTypes()));

    private readonly Dictionary<GrainType, GrainClass> _byName = [];
    private readonly ConcurrentDictionary<Type, GrainClass> _byInterface = new();

    private GrainClasses(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var grainClass = new GrainClass(type);
            if (!_byName.TryAdd(grainClass.GrainType, grainClass))
            {
                throw new InvalidOperationException($"{type} and {_byName[grainClass.GrainType].Type} share the grain type \"{grainClass.GrainType}\"");
            }
        }
    }

    /// <summary>Read once per process and never changed, so runs share no state through it.</summary>
    public static GrainClasses Application => OfApplication.Value;

    public GrainClass? Find(GrainType type) => _byName.GetValueOrDefault(type);

    public GrainId IdFor(Type interfaceType, string key) => GrainId.Create(For(interfaceType).GrainType, key);

    /// <summary>The same classes, but <paramref name="answers"/> decide for their interfaces.</summary>
    public GrainClasses With(IReadOnlyDictionary<Type, Type> answers)
    {
        var copy = new GrainClasses([]);
        foreach (var (name, grainClass) in _byName)
        {
            copy._byName[name] = grainClass;
        }

        foreach (var (interfaceType, answer) in answers)
        {
            copy._byInterface[interfaceType] = _byName.Values.SingleOrDefault(candidate => candidate.Type == answer)
                ?? copy._byName.Values.FirstOrDefault(candidate => candidate.Type == answer)
                ?? copy.Add(answer);
        }

        return copy;
    }

    private GrainClass Add(Type type)
    {
        var added = new GrainClass(type);
        _byName[added.GrainType] = added;
        return added;
    }

    private GrainClass For(Type interfaceType) => _byInterface.GetOrAdd(interfaceType, Choose);

    /// <summary>One class, or of several the one named after the interface; otherwise it is ambiguous, as with Orleans.</summary>
    private GrainClass Choose(Type interfaceType)
    {
        var candidates = _byName.Values.Where(candidate => candidate.Interfaces.Contains(interfaceType)).ToArray();
        return candidates switch
        {
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}"),
            [var only] => only,
            _ => candidates.FirstOrDefault(candidate => interfaceType.Name == "I" + candidate.Type.Name)
                ?? throw new ArgumentException($"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: {string.Join(", ", candidates.Select(candidate => candidate.Type))}"),
        };
    }

    private static IEnumerable<Type> ApplicationTypes() =>
        ApplicationAssemblies()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IGrainBase).IsAssignableFrom(type))
            .Where(type => type.GetInterfaces().Any(candidate => candidate != typeof(IGrain) && typeof(IGrain).IsAssignableFrom(candidate)));

    /// <summary>This assembly and every one beside the program that refers to it, loaded or not (Orleans' application parts).</summary>
    private static IEnumerable<Assembly> ApplicationAssemblies()
    {
        var self = typeof(GrainClasses).Assembly;
        var paths = ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "").Split(Path.PathSeparator)
            .Where(path => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) && RefersTo(path, self.GetName().Name!));
        return paths.Select(path => Assembly.Load(AssemblyName.GetAssemblyName(path)))
            .Append(self)
            .Concat(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(name => name.Name == self.GetName().Name)))
            .Distinct()
            .OrderBy(assembly => assembly.FullName, StringComparer.Ordinal);
    }

    private static bool RefersTo(string path, string name)
    {
        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata)
        {
            return false;
        }

        var metadata = file.GetMetadataReader();
        return metadata.AssemblyReferences.Any(reference => metadata.StringComparer.Equals(metadata.GetAssemblyReference(reference).Name, name));
    }
}
